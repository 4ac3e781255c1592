"""Does it know what it does not know?

Refusing is the positive class, as in Rajpurkar, Jia and Liang 2018, "Know What You Don't Know: Unanswerable
Questions for SQuAD". Questions that accept both an answer and a refusal say nothing about refusing and are
left out of precision, recall and F1. A question that failed counts as answered.
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from evals.case import Case
from evals.metrics.measure import Floats, Row
from rag.values import Status

STATUSES: tuple[Status, ...] = ("answered", "not_in_abstract", "not_in_corpus")


def refusal_row(case: Case) -> Row | None:
    """Whether the question must be refused, and whether it was."""
    if not (case.question.must_refuse or case.question.must_answer):
        return None
    return float(case.question.must_refuse), float(case.refused)


def refusal_precision(rows: Floats) -> Floats:
    """The share of the refusals that are of questions that must be refused.

    Args:
        rows: shape (..., cases, 2): must be refused, was refused.
    """
    return _ratio(rows, rows[..., 1])


def refusal_recall(rows: Floats) -> Floats:
    """The share of the questions that must be refused that are.

    Args:
        rows: shape (..., cases, 2): must be refused, was refused.
    """
    return _ratio(rows, rows[..., 0])


def refusal_f1(rows: Floats) -> Floats:
    """The harmonic mean of refusal precision and recall, 2·hits / (refusals + questions to refuse).

    Args:
        rows: shape (..., cases, 2): must be refused, was refused.
    """
    return _ratio(rows, rows.sum(axis=-1) / 2)


def wrong_refusal(case: Case) -> float | None:
    """1 where a question that must be answered is refused, else 0."""
    return float(case.refused) if case.question.must_answer else None


def state_right(case: Case) -> float:
    """1 where the status is the best one for the question: the three states are told apart; else 0."""
    return float(not case.error and case.answer.status == case.question.statuses[0])


def confusion(cases: Iterable[Case]) -> dict[Status, dict[Status, int]]:
    """How often each best status (rows) was given which status (columns). Failed questions are left out."""
    counts = Counter((case.question.statuses[0], case.answer.status) for case in cases if not case.error)
    return {best: {given: counts[best, given] for given in STATUSES} for best in STATUSES}


def _ratio(rows: Floats, counted: Floats) -> Floats:
    """The hits by what is counted; nan where nothing is."""
    hits, whole = (rows[..., 0] * rows[..., 1]).sum(axis=-1), counted.sum(axis=-1)
    return np.where(whole > 0, hits / np.where(whole > 0, whole, 1.0), np.nan)
