"""The document: what a report says, before it is a page, Markdown or JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from evals.metrics.bootstrap import Interval

Tone = Literal["plain", "good", "bad"]
Kind = Literal["answers", "calibration", "checking", "comparison", "retrieval"]


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: what it says.
        note: what it adds in smaller letters, such as an interval.
        scale: where value, low and high stand on a scale from 0 to 1, where it is worth drawing.
        tone: whether that is good or bad.
    """

    text: str
    note: str = ""
    scale: Interval | None = None
    tone: Tone = "plain"


@dataclass(frozen=True)
class Table:
    """Rows of cells under a heading.

    Attributes:
        columns: the headings.
        rows: the cells; the first of a row names it.
        hints: what explains each row's name, if anything does.
        note: a sentence below.
        folded: what stands in its place until it is opened; empty for a table that is open.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    hints: tuple[str, ...] = ()
    note: str = ""
    folded: str = ""


@dataclass(frozen=True)
class Picture:
    """A drawing: its SVG source, and in words what it shows."""

    svg: str
    caption: str


@dataclass(frozen=True)
class Passage:
    """A sentence of a paper that a failure shows."""

    paper: str
    text: str
    gold: bool = False


@dataclass(frozen=True)
class Exhibit:
    """One question that went wrong, to be read: what was asked, shown, said and expected."""

    id: str
    type: str
    step: str
    question: str
    history: tuple[tuple[str, str], ...]
    understood: str
    expected: tuple[Cell, ...]
    gold: tuple[Passage, ...]
    status: str
    answer: str
    cited: tuple[Passage, ...]
    evidence: tuple[Passage, ...]
    dropped: tuple[tuple[str, str], ...]
    error: str = ""


@dataclass(frozen=True)
class Gallery:
    """Exhibits that share a cause."""

    title: str
    meaning: str
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True)
class Section:
    """A chapter: a title, a sentence or two, and what there is to see."""

    title: str
    lead: str = ""
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    galleries: tuple[Gallery, ...] = ()


@dataclass(frozen=True)
class Tile:
    """One number to see first."""

    value: str
    label: str
    note: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True)
class Document:
    """A whole report.

    Attributes:
        kind: which command measured it, for programs.
        title: what was measured.
        subtitle: on what, and when.
        verdict: what came out, the most important sentence first.
        tiles: the numbers to see first.
        sections: the chapters.
        data: everything as numbers, for the JSON file.
    """

    kind: Kind
    title: str
    subtitle: str
    verdict: tuple[str, ...]
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    data: Mapping[str, Any]
