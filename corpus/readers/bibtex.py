"""BibTeX, read by `bibtexparser` a few hundred entries at a time. Its LaTeX becomes text."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from corpus.readers.bibtex_values import resolved, runs_on
from corpus.readers.columns import year
from corpus.readers.latex import plain
from corpus.readers.records import Flaw, Record, joined, record_of

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

_BLOCK = re.compile(r"\s*@\s*[a-z]+\s*[{(]", re.IGNORECASE)
_PART = 262_144
_LONGEST = 16 * 2**20


def recognises(head: str) -> bool:
    """Whether a file that begins so is BibTeX: an entry, a string or a comment stands at a line's start."""
    return any(_BLOCK.match(line) for line in head.splitlines()) and "=" in head


def records(lines: Iterator[str]) -> Iterator[Record | Flaw]:
    """The entries of a file; one that cannot be parsed is a flaw, and the others are read."""
    strings: dict[str, str] = {}
    for part in _parts(lines):
        yield from _entries(part, strings)


@dataclass(frozen=True)
class _Part:
    """Lines that begin with an entry and end before one; the number of the first."""

    first: int
    lines: list[str]


def _parts(lines: Iterable[str]) -> Iterator[_Part]:
    gathered: list[str] = []
    first, length = 1, 0
    for number, line in enumerate(lines, start=1):
        if (length > _PART and _BLOCK.match(line)) or length > _LONGEST:
            yield _Part(first, gathered)
            gathered, first, length = [], number, 0
        gathered.append(line)
        length += len(line)
    yield _Part(first, gathered)


def _entries(part: _Part, strings: dict[str, str]) -> Iterator[Record | Flaw]:
    """The entries of a part. The strings that were defined before it are known in it."""
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)  # it is told by flaws
    for block in parse_string("".join(part.lines), parse_stack=[]).blocks:
        if found := _found(block, part.first + (block.start_line or 0), strings):
            yield found


def _found(block: "Block", line: int, strings: dict[str, str]) -> Record | Flaw | None:
    """What a block is. A string is kept among the others."""
    from bibtexparser.model import Entry, ParsingFailedBlock, String

    inner = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
    if isinstance(inner, Entry):
        return _entry(inner, line, strings)
    if isinstance(inner, String):
        strings[inner.key.lower()] = resolved(inner.value, strings)
    elif isinstance(block, ParsingFailedBlock):
        return Flaw(line, f"the entry cannot be parsed ({_reason(block.error)})")
    return None


def _entry(entry: "Entry", line: int, strings: Mapping[str, str]) -> Record | Flaw:
    for field in entry.fields:
        if runs_on(str(field.value)):
            return Flaw(line, f"the entry cannot be parsed (a comma is missing after its {field.key})")
    return record_of(line, partial(_fields, strings), entry)


def _reason(error: Exception) -> str:
    return " ".join(str(getattr(error, "abort_reason", error)).split()).rstrip(". ")


def _fields(strings: Mapping[str, str], entry: "Entry") -> Mapping[str, object]:
    found = {field.key.lower(): resolved(str(field.value), strings) for field in reversed(entry.fields)}
    eprint = found.get("eprint", "")
    is_arxiv = "arxiv" in (found.get("archiveprefix") or found.get("eprinttype") or "arxiv").lower()
    return {
        "id": entry.key,
        "title": plain(joined(found.get("title", ""))),
        "abstract": plain(joined(found.get("abstract", ""))),
        "authors": _authors(found.get("author", "")),
        "year": year(found.get("year", "") or found.get("date", "")),
        "venue": plain(found.get("journal") or found.get("journaltitle") or found.get("booktitle") or ""),
        "url": plain(found.get("url", "")),
        "doi": plain(found.get("doi", "")),
        "arxiv": eprint if is_arxiv else "",
    }


def _authors(names: str) -> list[str]:
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return [_in_order(name) for name in split_multiple_persons_names(" ".join(names.split()))]


def _in_order(name: str) -> str:
    """Such as "Ann van Beek", which BibTeX may give as "van Beek, Ann"."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(name, strict=False)
    return plain(" ".join((*parts.first, *parts.von, *parts.last, *parts.jr)))
