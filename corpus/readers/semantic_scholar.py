"""A paper of Semantic Scholar, as its interface and its data sets (S2ORC) give it."""

from collections.abc import Mapping

from corpus.readers.objects import inner, items, text
from corpus.readers.tags import without_tags

_IDS = ("paperId", "paper_id", "corpusid", "corpusId", "id")


def recognises(found: Mapping[str, object]) -> bool:
    """Whether an object is a paper of Semantic Scholar."""
    return not found.keys().isdisjoint({"paperId", "paper_id", "corpusid", "corpusId", "externalIds"})


def fields(found: Mapping[str, object]) -> Mapping[str, object]:
    """Its fields in our names."""
    known = inner(found, "externalIds") or inner(found, "externalids")
    return {
        "id": next(filter(None, (text(found, name) for name in _IDS)), ""),
        "title": without_tags(text(found, "title")),
        "abstract": text(found, "abstract"),
        "authors": [_name(author) for author in items(found, "authors")],
        "year": inner(found, "year"),
        "venue": text(found, "venue") or text(found, "journal", "name") or text(found, "journal"),
        "url": text(found, "url"),
        "doi": text(known, "DOI") or text(found, "doi"),
        "arxiv": text(known, "ArXiv") or text(found, "arxiv_id"),
    }


def _name(author: object) -> str:
    """The name of an author: a string, a name, or a first, middle and last one."""
    if isinstance(author, str):
        return author
    parts = (text(author, "first"), *map(str, items(author, "middle")), text(author, "last"))
    return text(author, "name") or " ".join(filter(None, parts))
