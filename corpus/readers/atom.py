"""Atom, the format in which the interface of arXiv answers."""

from collections.abc import Iterator, Mapping

from corpus.identifiers import arxiv_in
from corpus.readers.markup import Element, elements, root_of, text_of, texts_of
from corpus.readers.records import Flaw, Record, record_of


def recognises(head: str) -> bool:
    """Whether a file that begins so is an Atom feed."""
    name, attributes = root_of(head)
    return name == "feed" and "http://www.w3.org/2005/Atom" in attributes


def records(blocks: Iterator[str]) -> Iterator[Record | Flaw]:
    """The entries of a feed."""
    for found in elements(blocks, "entry"):
        yield found if isinstance(found, Flaw) else record_of(found.line, _fields, found.element)


def _fields(entry: Element) -> Mapping[str, object]:
    address = text_of(entry, "id")
    number = arxiv_in(address)
    return {
        "id": number or address,
        "title": text_of(entry, "title"),
        "abstract": text_of(entry, "summary"),
        "authors": texts_of(entry, "author/name"),
        "year": text_of(entry, "published")[:4],
        "venue": text_of(entry, "{*}journal_ref"),
        "url": address,
        "arxiv": number,
    }
