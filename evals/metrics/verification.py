"""Measures of claim verification: accuracy, macro-F1, and how well the score separates each two classes."""

from collections.abc import Sequence
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


def accuracy(rows: Floats) -> Floats:
    """The share of the pairs with the right verdict of the three.

    Args:
        rows: shape (..., pairs, 3): label, verdict, score.
    """
    return np.asarray((rows[..., 0] == rows[..., 1]).mean(axis=-1))


def macro_f1(rows: Floats) -> Floats:
    """The mean over the labels that occur of 2·hits / (pairs so labelled + pairs so judged).

    Args:
        rows: shape (..., pairs, 3): label, verdict, score.
    """
    scores = np.stack([_f1(rows, label) for label in range(len(VERDICTS))])
    return np.asarray(np.nanmean(scores, axis=0))


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


def _f1(rows: Floats, label: int) -> Floats:
    """The F1 of one label; nan where it does not occur. Shape (...)."""
    labelled, judged = rows[..., 0] == label, rows[..., 1] == label
    hits, count = (labelled & judged).sum(axis=-1), labelled.sum(axis=-1)
    return np.where(count > 0, 2 * hits / np.maximum(1, count + judged.sum(axis=-1)), np.nan)


def _separation(first: Verdict, second: Verdict) -> Statistic:
    places = VERDICTS.index(first), VERDICTS.index(second)

    def of_one(rows: Floats) -> float:
        of_first, of_second = (rows[rows[:, 0] == place, 2] for place in places)
        return auroc(of_first, of_second)

    def statistic(rows: Floats) -> Floats:
        flat = rows.reshape(-1, *rows.shape[-2:])
        return np.array([of_one(one) for one in flat]).reshape(rows.shape[:-2])

    return statistic
