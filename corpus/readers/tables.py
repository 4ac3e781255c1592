"""A table with a header, its cells apart by commas, tabs, semicolons or bars (CSV, TSV)."""

import csv
from collections.abc import Iterator, Mapping, Sequence

from corpus.readers.columns import authors, places, year
from corpus.readers.records import Flaw, Record, record_of

_DELIMITERS = (",", "\t", ";", "|")


def recognises(head: str) -> bool:
    """Whether a file that begins so is a table with a column of titles and one of abstracts."""
    return _delimiter(head.lstrip().partition("\n")[0]) is not None


def _delimiter(header: str) -> str | None:
    for delimiter in _DELIMITERS:
        if {"title", "abstract"} <= places(_cells(header, delimiter)).keys():
            return delimiter
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def records(lines: Iterator[str]) -> Iterator[Record | Flaw]:
    """The records of a table's rows. A row whose cells are more than the header's is a flaw."""
    blank, header = 0, ""
    for header in lines:
        if header.strip():
            break
        blank += 1
    delimiter = _delimiter(header.strip("\n")) or ","
    names = _cells(header.strip("\n"), delimiter)
    for line, row in _rows(lines, delimiter):
        if any(cell.strip() for cell in row):
            yield _record(line + blank + 1, row, names)


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with its first line. A row that cannot be read has no end of cells."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, _UNREADABLE


_UNREADABLE = ["a quotation mark that is not closed"]


def _record(line: int, row: Sequence[str], names: Sequence[str]) -> Record | Flaw:
    if row is _UNREADABLE:
        return Flaw(line, "a cell has no end; a quotation mark may not be closed")
    if any(cell.strip() for cell in row[len(names) :]):
        return Flaw(line, f"it has {len(row)} cells, and the header has {len(names)}")
    found = {name: row[place] for name, place in places(names).items() if place < len(row)}
    return record_of(line, _fields, found)


def _fields(found: Mapping[str, str]) -> Mapping[str, object]:
    return {
        **found,
        "authors": authors(found.get("authors", "").strip()),
        "year": year(found.get("year", "")),
    }
