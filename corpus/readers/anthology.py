"""The XML files of the ACL Anthology."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from corpus.readers.markup import Element, elements, root_of, text_of
from corpus.readers.records import Flaw, Record, record_of


def recognises(head: str) -> bool:
    """Whether a file that begins so is a collection of the Anthology."""
    return root_of(head)[0] == "collection" and "<volume" in head


@dataclass(frozen=True)
class _Volume:
    venue: str = ""
    year: str = ""


def records(blocks: Iterator[str]) -> Iterator[Record | Flaw]:
    """The papers of a collection; venue and year are those of their volume."""
    volume = _Volume()
    for found in elements(blocks, "meta", "paper"):
        if isinstance(found, Flaw):
            yield found
        elif found.element.tag == "meta":
            volume = _Volume(text_of(found.element, "booktitle"), text_of(found.element, "year"))
        elif text_of(found.element, "title") or text_of(found.element, "abstract"):
            yield record_of(found.line, partial(_fields, volume), found.element)


def _fields(volume: _Volume, paper: Element) -> Mapping[str, object]:
    address = text_of(paper, "url")
    is_number = bool(address) and "/" not in address
    return {
        "id": address if is_number else text_of(paper, "bibkey") or text_of(paper, "doi"),
        "title": text_of(paper, "title"),
        "abstract": text_of(paper, "abstract"),
        "authors": [_name(author) for author in paper.findall("author")],
        "year": text_of(paper, "year") or volume.year,
        "venue": text_of(paper, "journal-title") or text_of(paper, "booktitle") or volume.venue,
        "url": f"https://aclanthology.org/{address}/" if is_number else address,
        "doi": text_of(paper, "doi"),
    }


def _name(author: Element) -> str:
    return f"{text_of(author, 'first')} {text_of(author, 'last')}"
