"""Does it know how sure to be?

The risk-coverage curve of a selective predictor is that of Geifman and El-Yaniv 2017, "Selective
Classification for Deep Neural Networks"; the area under it (AURC) is that of Geifman, Uziel and El-Yaniv
2019, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers". The predictor is `Answer.confidence`;
the loss is that of an answer that is not all right.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evals.case import Case
from evals.metrics.facts import all_right
from evals.metrics.measure import Floats, Row


@dataclass(frozen=True)
class RiskCoverage:
    """The curve, one point for each answer kept, surest first.

    Attributes:
        coverage: the share of all questions that are answered, shape (answers,). It ends where the system
            itself refuses the rest.
        risk: the share of those answers that are wrong, shape (answers,).
        thresholds: the confidence of the last answer kept, shape (answers,).
    """

    coverage: Floats
    risk: Floats
    thresholds: Floats


def risk_row(case: Case) -> Row:
    """The confidence, whether the answer is wrong, and whether there is an answer at all."""
    return case.answer.confidence, 1 - all_right(case), float(not case.refused)


def aurc(rows: Floats) -> Floats:
    """The area under the risk-coverage curve: the mean risk over all numbers of answers kept.

    Args:
        rows: shape (..., cases, 3): confidence, loss, answered.
    """
    _, answered, risk = _ranked(rows)
    count = answered.sum(axis=-1)
    area = np.where(answered, risk, 0.0).sum(axis=-1)
    return np.where(count > 0, area / np.maximum(1, count), np.nan)


def risk_coverage(rows: Floats) -> RiskCoverage:
    """The risk-coverage curve. Answers of equal confidence share their losses, so that order is no luck.

    Args:
        rows: shape (cases, 3): confidence, loss, answered.
    """
    confidence, answered, risk = _ranked(rows)
    count = int(answered.sum())
    return RiskCoverage(
        coverage=np.arange(1, count + 1) / max(1, len(rows)), risk=risk[:count], thresholds=confidence[:count]
    )


def _ranked(rows: Floats) -> tuple[Floats, npt.NDArray[np.bool_], Floats]:
    """Confidence, answered, and the risk of keeping so many, surest first and refusals last.

    Each has shape (..., cases). Within a group of equal confidence the losses grow evenly.
    """
    keys = np.where(rows[..., 2] == 1, rows[..., 0], -np.inf)
    order = np.argsort(-keys, axis=-1, kind="stable")
    confidence, loss = (np.take_along_axis(values, order, axis=-1) for values in (keys, rows[..., 1]))
    place = np.broadcast_to(np.arange(confidence.shape[-1]), confidence.shape)
    new = np.ones(confidence.shape, dtype=np.bool_)
    new[..., 1:] = confidence[..., 1:] != confidence[..., :-1]
    first = np.maximum.accumulate(np.where(new, place, 0), axis=-1)
    last = _last_of_group(new, place)
    losses = np.cumsum(loss, axis=-1)
    until = np.take_along_axis(losses, first, axis=-1) - np.take_along_axis(loss, first, axis=-1)
    within = np.take_along_axis(losses, last, axis=-1) - until
    kept = until + within * (place - first + 1) / (last - first + 1)
    return confidence, np.isfinite(confidence), kept / (place + 1)


def _last_of_group(new: npt.NDArray[np.bool_], place: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    """For each place the last one of its group, where `new` marks the first of each; shapes (..., cases)."""
    ends = np.roll(new, -1, axis=-1)
    ends[..., -1] = True
    after = np.where(ends, place, place.shape[-1] - 1)
    return np.flip(np.minimum.accumulate(np.flip(after, axis=-1), axis=-1), axis=-1)
