"""A work of Crossref, as its interface gives it."""

from collections.abc import Mapping

from corpus.readers.objects import items, text
from corpus.readers.tags import without_tags

_DATES = ("issued", "published", "published-print", "published-online", "created")


def recognises(found: Mapping[str, object]) -> bool:
    """Whether an object is a work of Crossref."""
    return "DOI" in found and isinstance(found.get("title"), list)


def fields(found: Mapping[str, object]) -> Mapping[str, object]:
    """Its fields in our names."""
    return {
        "title": without_tags(": ".join(filter(None, (_first(found, "title"), _first(found, "subtitle"))))),
        "abstract": without_tags(text(found, "abstract")),
        "authors": [_name(author) for author in items(found, "author")],
        "year": next(filter(None, (_year(found, name) for name in _DATES)), None),
        "venue": _first(found, "container-title"),
        "url": text(found, "URL"),
        "doi": text(found, "DOI"),
    }


def _first(found: Mapping[str, object], name: str) -> str:
    return next((value for value in items(found, name) if isinstance(value, str)), "")


def _name(author: object) -> str:
    parts = (text(author, "given"), text(author, "family"), text(author, "suffix"))
    return " ".join(filter(None, parts)) or text(author, "name")


def _year(found: Mapping[str, object], name: str) -> object:
    first = next(iter(items(found, name, "date-parts")), None)
    return next(iter(first), None) if isinstance(first, list) else None
