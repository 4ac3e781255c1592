"""The formats that files of papers are in. A format is a file of this folder and a line of `FORMATS`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TextIO

from corpus.readers import (
    anthology,
    atom,
    bibtex,
    json_document,
    jsonl,
    plain_text,
    pubmed,
    ris,
    tables,
    trending,
)
from corpus.readers.documents import Document
from corpus.readers.records import Flaw, Record
from corpus.readers.text import BROKEN, Sample, Tell, blocks, lines

Parts = Iterator[str]


@dataclass(frozen=True)
class Format:
    """A format of files: how its beginning looks, and how its parts become records.

    Attributes:
        name: how people are told of it.
        recognises: whether a file that begins so is in it.
        records: what is in the parts of a file.
        parts: how a text is divided: into lines, or into blocks where lines mean nothing.
    """

    name: str
    recognises: Callable[[str], bool]
    records: Callable[[Parts], Iterator[Record | Flaw]]
    parts: Callable[[TextIO, Tell], Parts] = lines


_PAGE = "a page of trending papers"
_ENDINGS_OF_TEXT = (".txt", ".text", ".abs")
FORMATS = (
    Format("a JSON document", json_document.recognises, json_document.records, blocks),
    Format("JSON Lines", jsonl.recognises, jsonl.records),
    Format("PubMed XML", pubmed.recognises, pubmed.records, blocks),
    Format("ACL Anthology XML", anthology.recognises, anthology.records, blocks),
    Format("Atom", atom.recognises, atom.records, blocks),
    Format("RIS", ris.recognises, ris.records),
    Format("BibTeX", bibtex.recognises, bibtex.records),
    Format("CSV or TSV with a header", tables.recognises, tables.records),
    Format(_PAGE, trending.recognises, trending.records),
)


@dataclass(frozen=True)
class Recognised:
    """A document's beginning and the format that it tells."""

    sample: Sample
    format: Format


def recognised(document: Document) -> Recognised | str:
    """The format of a document, told by its beginning; or, as a clause, why it has none."""
    try:
        with document.open() as stream:
            sample = Sample.of(stream)
    except BROKEN as error:
        return f"it cannot be opened ({error})"
    if sample.flaw and not sample.data:
        return f"it is damaged ({sample.flaw})"
    if not sample.head.strip():
        return "it is empty"
    found = _format_of(document.name.removesuffix(".gz"), sample.head, is_part=document.is_part)
    return Recognised(sample, found) if found and sample.is_text else "it is in no format that can be read"


def _format_of(name: str, head: str, *, is_part: bool) -> Format | None:
    """The format of a file that begins so.

    A text file that is one of a folder or an archive is a paper by itself, unless it is in one of
    the formats; a page of trending papers lists several.
    """
    known = next((known for known in FORMATS if known.recognises(head)), None)
    if not is_part or not name.lower().endswith(_ENDINGS_OF_TEXT):
        return known
    if known and (known.name != _PAGE or trending.lists_several(head)):
        return known
    return Format("a text file", bool, partial(plain_text.records, name=name))
