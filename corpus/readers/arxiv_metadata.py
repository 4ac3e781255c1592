"""A line of the metadata snapshot of arXiv."""

from collections.abc import Mapping

from corpus.readers.latex import plain
from corpus.readers.objects import items, text
from corpus.readers.records import joined

_DIGITS = 4


def recognises(found: Mapping[str, object]) -> bool:
    """Whether an object is a paper of the snapshot."""
    return {"id", "categories"} <= found.keys() and not found.keys().isdisjoint(
        {"update_date", "authors_parsed", "versions", "journal-ref"}
    )


def fields(found: Mapping[str, object]) -> Mapping[str, object]:
    """Its fields in our names. The year is that of the first version; the address leads to arXiv."""
    return {
        "id": text(found, "id"),
        "title": plain(text(found, "title")),
        "abstract": plain(joined(text(found, "abstract"))),
        "authors": _authors(found),
        "year": _year(found),
        "venue": plain(text(found, "journal-ref")),
        "arxiv": text(found, "id"),
    }


def _authors(found: Mapping[str, object]) -> list[str]:
    parsed = [_name(parts) for parts in items(found, "authors_parsed")]
    return parsed or [plain(name) for name in text(found, "authors").split(",")]


def _name(parts: object) -> str:
    """Such as "Tuowei Wang", of which the snapshot has the last name, the first, and what follows."""
    if not isinstance(parts, list):
        return ""
    last, first, suffix, *_ = *(str(part) for part in parts), "", "", ""
    return plain(" ".join(filter(None, (first, last, suffix))))


def _year(found: Mapping[str, object]) -> str:
    """Of the first version, whose date ends so: "2 Apr 2007 19:18:42 GMT"; else of the last update."""
    created = next((text(version, "created").split() for version in items(found, "versions")), [])
    years = [part for part in created if len(part) == _DIGITS and part.isdigit()]
    return years[0] if years else text(found, "update_date")[:_DIGITS]
