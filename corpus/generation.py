"""The counter of a library's changes, and values that are remembered until it rises."""

import sqlite3
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


def generation(connection: sqlite3.Connection) -> int:
    """How often the papers have changed."""
    (number,) = connection.execute("SELECT generation FROM state").fetchone()
    return int(number)


def advance(connection: sqlite3.Connection) -> None:
    """Count a change of the papers."""
    connection.execute("UPDATE state SET generation = generation + 1")


def raise_to(connection: sqlite3.Connection, number: int) -> None:
    """Let the counter stand at a number, which is higher than any that was seen before."""
    connection.execute("UPDATE state SET generation = ?", (number,))


class PerGeneration(Generic[T]):
    """A value that is made from the library when it is first asked for, and anew after a change."""

    def __init__(self, make: Callable[[sqlite3.Connection], T]) -> None:
        self._make = make
        self._lock = Lock()
        self._made: tuple[int, T] | None = None

    def of(self, connection: sqlite3.Connection) -> T:
        """The value for the moment that a connection sees."""
        current = generation(connection)
        with self._lock:
            if self._made is None or self._made[0] != current:
                self._made = (current, self._make(connection))
            return self._made[1]
