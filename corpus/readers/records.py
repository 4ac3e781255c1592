"""One record of a file, and the paper that it becomes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from corpus.identifiers import address_of, arxiv_in, doi_in
from corpus.paper import Paper
from corpus.readers.names import told_apart

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_NO_AUTHOR = {"others", "et al", "et al."}
_Taken = TypeVar("_Taken")
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Record:
    """What a reader found under a line of the file: named fields as they stand there."""

    line: int
    fields: Mapping[str, object]


@dataclass(frozen=True)
class Flaw:
    """Why what stands at a line cannot be used. Line 0 is the whole file."""

    line: int
    reason: str


def guarded(line: int, make: Callable[[_Taken], _Made], found: _Taken) -> "_Made | Flaw":
    """What is made of something found at a line. Whatever goes wrong there hinders no other record."""
    try:
        return make(found)
    except Exception as error:  # noqa: BLE001 - a fault of ours costs one record, not the whole file
        return Flaw(line, f"it cannot be read ({type(error).__name__}: {error})")


def record_of(line: int, fields: "Callable[[_Taken], Mapping[str, object]]", found: _Taken) -> Record | Flaw:
    """The record whose fields are made of something found at a line."""
    made = guarded(line, fields, found)
    return made if isinstance(made, Flaw) else Record(line, made)


def to_paper(record: Record) -> Paper | Flaw:
    """The paper of a record, or why there is none: it needs a title and an abstract.

    The fields are `id` or `_id`, `title`, `abstract` or `text`, and where they are there `authors` (a
    list of names or of objects with a `name`, or a text with the names), `year`, `venue`, `url`, `doi`
    and `arxiv`. A DOI or a number at arXiv gives the address, before the `url`, and the id where there
    is none; without any of them the id is empty. An optional field of another shape is left out;
    control characters become spaces.
    """
    fields = record.fields
    title = _line(fields.get("title"))
    abstract = _text(fields.get("abstract")) or _text(fields.get("text"))
    if not title or not abstract:
        return Flaw(record.line, f"the paper has no {'abstract' if title else 'title'}")
    paper = Paper(
        id=_line(fields.get("id")) or _line(fields.get("_id")) or _identifier(fields),
        title=title,
        abstract=abstract,
        authors=_authors(fields.get("authors")),
        year=_year(fields.get("year")),
        venue=_line(fields.get("venue")) or None,
        url=_address(fields) or _line(fields.get("url")) or None,
    )
    if any(map(_SURROGATE.search, _texts(paper))):
        return Flaw(record.line, "it is not UTF-8 text; save the file as UTF-8")
    return paper


def joined(text: str) -> str:
    """Text whose lines were broken to a width: each paragraph becomes one line."""
    return "\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text.strip()))


def _text(value: object) -> str:
    """A string, or a number such as an identifier may be, without control characters."""
    if isinstance(value, int):
        value = str(value)
    return CONTROL.sub(" ", value).strip() if isinstance(value, str) else ""


def _line(value: object) -> str:
    return " ".join(_text(value).split())


def _authors(value: object) -> tuple[str, ...]:
    found = told_apart(_line(value)) if isinstance(value, str) else value
    listed = found if isinstance(found, list | tuple) else [found]
    names = map(_author, listed)
    return tuple(name for name in names if name and name.casefold() not in _NO_AUTHOR)


def _author(value: object) -> str:
    """A name, which may be in parts; a number is none."""
    if isinstance(value, dict):
        parts = (value.get("name"),) if value.get("name") else (value.get("first"), value.get("last"))
        return _line(" ".join(filter(None, map(_author, parts))))
    return _line(value) if isinstance(value, str) else ""


def _address(fields: Mapping[str, object]) -> str | None:
    return address_of(doi=_line(fields.get("doi")), arxiv=_line(fields.get("arxiv")))


def _identifier(fields: Mapping[str, object]) -> str:
    doi, arxiv = _line(fields.get("doi")), _line(fields.get("arxiv"))
    return doi_in(doi) or arxiv_in(arxiv) or ""


def _year(value: object) -> int | None:
    """The first four digits that can be a year, also of a date and of a number such as 2020.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    match = _YEAR.search(_line(value))
    return int(match[0]) if match else None


def _texts(paper: Paper) -> tuple[str, ...]:
    return (paper.id, paper.title, paper.abstract, *paper.authors, paper.venue or "", paper.url or "")
