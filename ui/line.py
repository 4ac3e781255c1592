"""A line before what serves one at a time. Who came first is served first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rag.values import Claim
from ui.searches import Searches


@dataclass(frozen=True)
class Waiting:
    """The model answers `ahead` other questions before; `claims` are what can be quoted meanwhile."""

    ahead: int
    claims: tuple[Claim, ...] = ()


class Line:
    """Those who wait, and in front of them the one who is served. Any thread may join.

    Attributes:
        searches: of those who ask, for which nobody waits.
    """

    def __init__(self) -> None:
        self.searches = Searches()
        self._moved = threading.Condition()
        self._places: list[Place] = []

    @contextmanager
    def place(self) -> Iterator["Place"]:
        """A place at the end of the line, given up when the context is left."""
        place = Place(self)
        with self._moved:
            self._places.append(place)
        try:
            yield place
        finally:
            with self._moved:
                self._places.remove(place)
                self._moved.notify_all()

    def ahead_of(self, place: "Place") -> int:
        """How many stand before a place."""
        with self._moved:
            return self._places.index(place)

    def wait(self, seconds: float) -> None:
        """Wait until somebody leaves the line, for so many seconds at most."""
        with self._moved:
            self._moved.wait(seconds)


class Place:
    """A place in a line.

    Args:
        line: that one.
    """

    def __init__(self, line: Line) -> None:
        self._line = line

    @property
    def ahead(self) -> int:
        """How many are served before."""
        return self._line.ahead_of(self)

    def wait(self, seconds: float) -> None:
        """Wait until somebody leaves the line, for so many seconds at most."""
        self._line.wait(seconds)
