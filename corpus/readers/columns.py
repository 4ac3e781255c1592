"""What people call the columns of a table and the tags of a list, in our names."""

import re
from collections.abc import Iterable, Mapping

_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "paper id", "key", "pmid", "eid", "ut"),
    "title": ("title", "paper title", "article title", "document title", "ti"),
    "abstract": ("abstract", "abstract note", "abstract text", "summary", "text", "ab"),
    "authors": ("authors", "author", "author names", "author full names", "af", "au"),
    "year": (
        "year",
        "publication year",
        "pub year",
        "published",
        "publication date",
        "date",
        "update date",
        "py",
    ),
    "venue": (
        "venue",
        "journal",
        "journal/book",
        "publication title",
        "source title",
        "conference",
        "booktitle",
        "so",
    ),
    "url": ("url", "link", "pdf url", "pdf link"),
    "doi": ("doi", "di"),
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


def year(cell: str) -> str:
    """The first four digits that can be a year, such as in "2020/03/12"."""
    found = re.search(r"(?<!\d)[12]\d{3}(?!\d)", cell)
    return found[0] if found else ""
