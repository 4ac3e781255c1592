"""RIS, the format of reference managers, read by `rispy` a record at a time."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corpus.readers.columns import year
from corpus.readers.names import in_order
from corpus.readers.records import Flaw, Record, joined, record_of

_BEGINS = re.compile(r"\ufeff?TY {0,2}- ?")
_ENDS = re.compile(r"ER {0,2}-")
_LONGEST = 16 * 2**20


def recognises(head: str) -> bool:
    """Whether a file that begins so is RIS."""
    return _BEGINS.match(head.lstrip()) is not None


def records(lines: Iterator[str]) -> Iterator[Record | Flaw]:
    """The records of a file. One that is not ended before the next begins is read all the same."""
    for first, gathered in _parts(lines):
        yield _record(first, gathered)


def _parts(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each record, and the number of the first."""
    gathered: list[str] = []
    first, length = 1, 0
    for number, line in enumerate(lines, start=1):
        begins = _BEGINS.match(line)
        if gathered and (begins or _ENDS.match(line) or length > _LONGEST):
            yield first, gathered
            gathered, length = [], 0
        if begins or gathered:
            first = first if gathered else number
            gathered.append(line)
            length += len(line)
    if gathered:
        yield first, gathered


def _record(first: int, lines: list[str]) -> Record | Flaw:
    from rispy import RisParser

    try:
        (found,) = RisParser(enforce_list_tags=False).parse_lines(iter([*lines, "ER  - "]))
    except (LookupError, TypeError, ValueError) as error:
        return Flaw(first, f"the record cannot be parsed ({error})")
    return record_of(first, _fields, found)


def _fields(found: Mapping[str, Any]) -> Mapping[str, object]:
    return {
        "id": _first(found, "id", "accession_number"),
        "title": _first(found, "title", "primary_title"),
        "abstract": joined(_first(found, "abstract", "notes_abstract")),
        "authors": [in_order(name) for name in _all(found, "authors", "first_authors")],
        "year": year(_first(found, "year", "publication_year", "date")),
        "venue": _first(found, "journal_name", "alternate_title3", "secondary_title", "alternate_title2"),
        "url": _first(found, "urls"),
        "doi": _first(found, "doi"),
    }


def _all(found: Mapping[str, Any], *names: str) -> list[str]:
    """The values under the first of the names that has any."""
    values: object = next((found[name] for name in names if found.get(name)), [])
    return [str(value) for value in values] if isinstance(values, list) else [str(values)]


def _first(found: Mapping[str, Any], *names: str) -> str:
    return next(iter(_all(found, *names)), "")
