"""Cutting a text where marks begin and end, so that marks may overlap and the text stays whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Mark:
    """A stretch of a text, and the name by which it is found again."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Segment:
    """A piece of a text, and the names of the marks that lie on it."""

    text: str
    names: tuple[str, ...] = ()


def segments(text: str, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """The text in pieces, each wholly inside or outside of every mark.

    The pieces joined are the text. A mark that reaches beyond the text is cut at its end.
    """
    marks = tuple(dict.fromkeys(marks))
    edges = {edge for mark in marks for edge in (mark.start, mark.end) if 0 < edge < len(text)}
    cuts = [0, *sorted(edges), len(text)]
    return tuple(
        Segment(text[start:end], tuple(m.name for m in marks if m.start < end and start < m.end))
        for start, end in pairwise(cuts)
        if start < end
    )


def mentions(text: str, names: Iterable[str]) -> tuple[Segment, ...]:
    """The text in pieces, with a mark on the first mention of each name; longer names go first."""
    found: list[Mark] = []
    for name in sorted(filter(None, names), key=len, reverse=True):
        start = text.find(name)
        if start >= 0 and not any(mark.start < start + len(name) and start < mark.end for mark in found):
            found.append(Mark(start, start + len(name), name))
    return segments(text, found)
