"""What a measure is: a row of numbers for each case, and a statistic over the rows."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from evals.case import Case

Floats = npt.NDArray[np.float64]
Row = tuple[float, ...]
Statistic = Callable[[Floats], Floats]
"""From rows, shape (..., cases, columns), to a number each, shape (...); nan where it is undefined."""
Unit = Literal["share", "seconds", "count", "area"]


class Score(Protocol):
    """A named function of a case that gives its score, or None where it does not apply."""

    __name__: str

    def __call__(self, case: Case, /) -> float | None:
        """The score of one case."""


class NamedStatistic(Protocol):
    """A named statistic."""

    __name__: str

    def __call__(self, rows: Floats, /) -> Floats:
        """The statistic of the rows."""


def mean(rows: Floats) -> Floats:
    """The mean of the first column.

    Args:
        rows: shape (..., cases, columns), with at least one case.
    """
    return np.asarray(rows[..., 0].mean(axis=-1))


@dataclass(frozen=True)
class Measure:
    """Something that is measured over the cases of a run.

    Attributes:
        name: its key in the JSON report.
        title: its name for people.
        definition: what it is, in a sentence or two.
        row: a case as numbers, or None for a case that the measure does not apply to.
        statistic: the rows as one number.
        unit: what the number counts.
        higher_is_better: which way is up.
    """

    name: str
    title: str
    definition: str
    row: Callable[[Case], Row | None]
    statistic: Statistic = mean
    unit: Unit = "share"
    higher_is_better: bool = True

    def rows(self, cases: Iterable[Case]) -> Floats:
        """The rows of the cases that the measure applies to, shape (cases, columns)."""
        return as_array(row for case in cases if (row := self.row(case)) is not None)


def mean_of(score: Score, title: str, unit: Unit = "share", *, higher_is_better: bool = True) -> Measure:
    """The mean of a score over the cases that it applies to, defined by the score's docstring."""
    return Measure(
        name=score.__name__,
        title=title,
        definition=_definition(score),
        row=_as_row(score),
        unit=unit,
        higher_is_better=higher_is_better,
    )


def statistic_of(
    row: Callable[[Case], Row | None],
    statistic: NamedStatistic,
    title: str,
    unit: Unit = "share",
    *,
    higher_is_better: bool = True,
) -> Measure:
    """A statistic over the rows of all cases, defined by the statistic's docstring."""
    return Measure(
        name=statistic.__name__,
        title=title,
        definition=_definition(statistic),
        row=row,
        statistic=statistic,
        unit=unit,
        higher_is_better=higher_is_better,
    )


def as_array(rows: Iterable[Row]) -> Floats:
    """Rows of numbers as an array, shape (rows, columns); (0, 1) without rows."""
    listed = list(rows)
    return np.array(listed, dtype=np.float64) if listed else np.empty((0, 1))


def _as_row(score: Score) -> Callable[[Case], Row | None]:
    def row(case: Case) -> Row | None:
        value = score(case)
        return None if value is None else (value,)

    return row


def _definition(function: Callable[..., object]) -> str:
    return " ".join((inspect.getdoc(function) or "").split("\n\nArgs:")[0].split())
