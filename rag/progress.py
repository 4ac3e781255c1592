"""How far a long task has come."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Progress:
    """A task that has done `done` of `total` units; a total of 0 is not known yet.

    `estimated` says that the total is known only about.
    """

    task: str
    done: int
    total: int
    unit: Literal["bytes", "passages", "papers", "questions", "sentences"] = "bytes"
    estimated: bool = False


Report = Callable[[Progress], None]


def unreported(_: Progress) -> None:
    """Report to nobody."""
