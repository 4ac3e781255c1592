"""Choosing, from recorded runs, how sure to be before answering."""

from dataclasses import dataclass

import numpy as np

from evals.metrics.auroc import auroc
from evals.metrics.measure import Floats
from evals.metrics.risk import RiskCoverage, risk_coverage


@dataclass(frozen=True)
class Threshold:
    """A confidence below which to refuse, and what it would have done on the questions it was fitted to.

    Attributes:
        value: refuse below it.
        answered_wrongly: the share of the questions to refuse that are at or above it.
        refused_wrongly: the share of the questions to answer that are below it.
    """

    value: float
    answered_wrongly: float
    refused_wrongly: float


@dataclass(frozen=True)
class Separation:
    """How well a confidence tells questions to answer from questions to refuse.

    Attributes:
        auroc: how often a question to answer has more confidence than one to refuse.
        aurc: the mean risk over all coverages, every answer to a question to refuse being a loss.
        curve: risk against coverage, with that loss.
    """

    auroc: float
    aurc: float
    curve: RiskCoverage


def best_threshold(confidence: Floats, should_answer: Floats, *, wrong_answer_cost: float = 1.0) -> Threshold:
    """The threshold with the least cost: the two error rates, that of wrong answers weighted.

    Candidates are the midpoints between neighbouring confidences, and the two ends. Among equals the one
    with the widest gap around it wins, as it is the least a matter of luck.

    Args:
        confidence: shape (questions,), from 0 to 1.
        should_answer: 1 for a question to answer, 0 for one to refuse, shape (questions,); both occur.
        wrong_answer_cost: what a wrong answer costs, where a wrong refusal costs 1.
    """
    answer, refuse = confidence[should_answer == 1], confidence[should_answer == 0]
    thresholds, gaps = _candidates(confidence)
    answered_wrongly = (refuse[None, :] >= thresholds[:, None]).mean(axis=1)
    refused_wrongly = (answer[None, :] < thresholds[:, None]).mean(axis=1)
    cost = np.round(wrong_answer_cost * answered_wrongly + refused_wrongly, 12)
    best = int(np.lexsort((-gaps, cost))[0])
    return threshold_at(float(thresholds[best]), confidence, should_answer)


def threshold_at(value: float, confidence: Floats, should_answer: Floats) -> Threshold:
    """What refusing below a confidence does.

    Args:
        value: the threshold.
        confidence: shape (questions,), from 0 to 1.
        should_answer: 1 for a question to answer, 0 for one to refuse, shape (questions,); both occur.
    """
    answer, refuse = confidence[should_answer == 1], confidence[should_answer == 0]
    return Threshold(value, float((refuse >= value).mean()), float((answer < value).mean()))


def separation(confidence: Floats, should_answer: Floats) -> Separation:
    """How well the confidence separates, with its curve.

    Args:
        confidence: shape (questions,), from 0 to 1.
        should_answer: 1 for a question to answer, 0 for one to refuse, shape (questions,).
    """
    curve = risk_coverage(np.column_stack([confidence, 1 - should_answer, np.ones(len(confidence))]))
    return Separation(
        auroc=auroc(confidence[should_answer == 1], confidence[should_answer == 0]),
        aurc=float(curve.risk.mean()),
        curve=curve,
    )


def _candidates(confidence: Floats) -> tuple[Floats, Floats]:
    """The thresholds worth trying and the gap around each, shapes (candidates,)."""
    edges = np.concatenate([[0.0], np.unique(confidence), [1.0]])
    return (edges[:-1] + edges[1:]) / 2, np.diff(edges)
