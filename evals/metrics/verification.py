"""Measures of claim verification: accuracy, macro-F1, and how well the score separates each two classes."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from evals.checking import VERDICTS, Checked, Verdict
from evals.metrics.auroc import auroc
from evals.metrics.measure import Floats, Row, Statistic

# By how much support each class should show; of two classes the first should score higher.
_BY_SUPPORT: tuple[Verdict, ...] = ("supported", "unsupported", "contradicted")


def verification_row(checked: Checked) -> Row:
    """The places of label and verdict in `VERDICTS`, and the score."""
    return float(VERDICTS.index(checked.label)), float(VERDICTS.index(checked.verdict)), checked.score


def accuracy(rows: Floats) -> float:
    """The share of the pairs with the right verdict of the three.

    Args:
        rows: shape (pairs, 3): label, verdict, score.
    """
    return float((rows[:, 0] == rows[:, 1]).mean())


def macro_f1(rows: Floats) -> float:
    """The mean over the labels that occur of 2·hits / (pairs so labelled + pairs so judged).

    Args:
        rows: shape (pairs, 3): label, verdict, score.
    """
    return float(np.mean([_f1(rows, label) for label in np.unique(rows[:, 0])]))


def separations() -> dict[str, Statistic]:
    """For each two classes the AUROC of the score between them, the class of more support as positive."""
    return {
        f"{first} / {second}": _separation(first, second) for first, second in combinations(_BY_SUPPORT, 2)
    }


def matrix(checked: Sequence[Checked]) -> dict[Verdict, dict[Verdict, int]]:
    """How often each label (rows) was given which verdict (columns)."""
    return {
        label: {given: sum(it.label == label and it.verdict == given for it in checked) for given in VERDICTS}
        for label in VERDICTS
    }


def _f1(rows: Floats, label: float) -> float:
    labelled, judged = rows[:, 0] == label, rows[:, 1] == label
    return float(2 * (labelled & judged).sum() / (labelled.sum() + judged.sum()))


def _separation(first: Verdict, second: Verdict) -> Callable[[Floats], float]:
    def statistic(rows: Floats) -> float:
        scores = [rows[rows[:, 0] == VERDICTS.index(verdict), 2] for verdict in (first, second)]
        return auroc(scores[0], scores[1])

    return statistic
