"""A table with a header, its cells apart by commas, tabs, semicolons or bars (CSV, TSV)."""

import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.readers.columns import places, year
from corpus.readers.literals import name_in, unwrapped
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
    for line, row in _rows(_Lines(lines, blank + 2), delimiter, len(names)):
        if row is None:
            yield Flaw(line, "a quotation mark is not closed, or stands within a quotation")
        elif any(cell.strip() for cell in row):
            yield _record(line, row, names)


@dataclass
class _Lines:
    """The lines of a table, which can be gone back over.

    Attributes:
        source: those that were not read yet.
        number: that of the first line of the row that is being read.
        taken: the lines of that row.
        pending: the lines to be read anew before the others.
        is_over: whether the row asked for more lines than there are.
    """

    source: Iterator[str]
    number: int
    taken: list[str] = field(default_factory=list)
    pending: deque[str] = field(default_factory=deque)
    is_over: bool = False

    def __iter__(self) -> Iterator[str]:
        while (line := self.pending.popleft() if self.pending else next(self.source, None)) is not None:
            self.taken.append(line)
            yield line
        self.is_over = True

    def pass_by(self, count: int) -> None:
        """Move on by so many lines of the row, to the next row; the others are read anew."""
        self.pending.extendleft(reversed(self.taken[count:]))
        self.number += count
        self.taken, self.is_over = [], False


def _rows(lines: _Lines, delimiter: str, width: int) -> Iterator[tuple[int, list[str] | None]]:
    """The rows, each with its first line; none where a quotation goes wrong, after whose line it goes on."""
    while True:
        row = _row(lines, delimiter, width)
        if not lines.taken:
            return
        yield lines.number, row
        lines.pass_by(1 if row is None else len(lines.taken))


def _row(lines: _Lines, delimiter: str, width: int) -> list[str] | None:
    """The next row. Only one that is a line may be careless about quotation marks within a cell."""
    try:
        row = next(csv.reader(lines, delimiter=delimiter), [])
        if len(lines.taken) > 1:
            next(csv.reader(lines.taken, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    runs_on = len(lines.taken) > 1 and any(map(str.strip, row[width:]))
    return None if runs_on or (lines.taken and lines.is_over) else row


def _record(line: int, row: Sequence[str], names: Sequence[str]) -> Record | Flaw:
    if any(cell.strip() for cell in row[len(names) :]):
        return Flaw(line, f"it has {len(row)} cells, and the header has {len(names)}")
    found = {name: row[place] for name, place in places(names).items() if place < len(row)}
    return record_of(line, _fields, found)


def _fields(found: Mapping[str, str]) -> Mapping[str, object]:
    return {
        **found,
        "authors": unwrapped(found.get("authors", "").strip()),
        "venue": name_in(found.get("venue", "").strip()),
        "year": year(found.get("year", "")),
    }
