"""What people call the columns of a table and the tags of a list, in our names."""

import re
from collections.abc import Iterable, Mapping

_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "paper id", "key", "pmid", "eid", "ut"),
    "title": ("title", "paper title", "article title", "document title"),
    "abstract": ("abstract", "abstract note", "abstract text", "summary", "text"),
    "authors": ("authors", "author", "author names", "author full names"),
    "year": ("year", "publication year", "pub year", "published", "publication date", "date", "update date"),
    "venue": (
        "venue",
        "journal",
        "journal/book",
        "publication title",
        "source title",
        "conference",
        "booktitle",
    ),
    "url": ("url", "link", "pdf url"),
    "doi": ("doi",),
    "arxiv": ("arxiv", "arxiv id"),
}


def places(header: Iterable[str]) -> dict[str, int]:
    """For each of our names the place of the column that has it; the first of its names counts most."""
    found = {_plain(name): place for place, name in reversed(list(enumerate(header)))}
    return {
        ours: next(found[name] for name in names if name in found)
        for ours, names in _NAMES.items()
        if not found.keys().isdisjoint(names)
    }


def _plain(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name.strip().lower()) if name.strip() != "_id" else "_id"


def authors(cell: str) -> list[str]:
    """The names in a cell: between semicolons, bars or "and", in quotation marks, or between commas.

    One word, a comma and more is one name, the family's first: "Smith, John".
    """
    if quoted := re.findall(r"'([^']+)'|\"([^\"]+)\"", cell) if cell.startswith("[") else []:
        return [single or double for single, double in quoted]
    for separator in (r";", r"\|", r"\band\b|&"):
        if re.search(separator, cell):
            return [name.strip(" ,") for name in re.split(separator, cell)]
    names = [name.strip() for name in cell.split(",")]
    family, *given = names
    is_one = len(given) == 1 and len(family.split()) == 1 and family and given[0]
    return [f"{given[0]} {family}"] if is_one else names


def year(cell: str) -> str:
    """The first four digits that can be a year, such as in "2020/03/12"."""
    found = re.search(r"(?<!\d)[12]\d{3}(?!\d)", cell)
    return found[0] if found else ""
