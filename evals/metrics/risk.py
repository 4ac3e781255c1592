"""Does it know how sure to be?

The risk-coverage curve of a selective predictor is that of Geifman and El-Yaniv 2017, "Selective
Classification for Deep Neural Networks"; the area under it (AURC) is that of Geifman, Uziel and El-Yaniv
2019, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers". The predictor is `Answer.confidence`;
the loss is that of an answer that is not all right.
"""

from dataclasses import dataclass

import numpy as np

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


def aurc(rows: Floats) -> float:
    """The area under the risk-coverage curve: the mean risk over all numbers of answers kept.

    Args:
        rows: shape (cases, 3): confidence, loss, answered.
    """
    curve = risk_coverage(rows)
    return float(curve.risk.mean()) if len(curve.risk) else float("nan")


def risk_coverage(rows: Floats) -> RiskCoverage:
    """The risk-coverage curve. Answers of equal confidence share their losses, so that order is no luck.

    Args:
        rows: shape (cases, 3): confidence, loss, answered.
    """
    kept = rows[rows[:, 2] == 1]
    kept = kept[np.argsort(-kept[:, 0], kind="stable")]
    counts = np.arange(1, len(kept) + 1)
    risk = np.cumsum(_shared(kept[:, 0], kept[:, 1])) / counts
    return RiskCoverage(coverage=counts / max(1, len(rows)), risk=risk, thresholds=kept[:, 0])


def _shared(confidence: Floats, loss: Floats) -> Floats:
    """The losses, each the mean of those with the same confidence. Shapes (answers,)."""
    _, group = np.unique(confidence, return_inverse=True)
    means: Floats = np.bincount(group, weights=loss) / np.maximum(1, np.bincount(group))
    return means[group]
