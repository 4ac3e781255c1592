"""Choosing, from recorded runs, how sure to be before answering."""

from dataclasses import dataclass

import numpy as np

from evals.errors import EvaluationError
from evals.metrics.auroc import auroc
from evals.metrics.measure import Floats
from evals.metrics.risk import RiskCoverage, risk_coverage
from evals.run import RunFolder


@dataclass(frozen=True)
class Calibration:
    """A threshold, and what it would have done on the questions it was fitted to.

    Attributes:
        threshold: refuse below it.
        answered_wrongly: the share of the questions to refuse that are at or above it.
        refused_wrongly: the share of the questions to answer that are below it.
        auroc: how often a question to answer has more confidence than one to refuse.
        curve: risk against coverage, where every answer to a question to refuse is a loss.
    """

    threshold: float
    answered_wrongly: float
    refused_wrongly: float
    auroc: float
    curve: RiskCoverage


def calibrate(confidence: Floats, should_answer: Floats, *, wrong_answer_cost: float = 1.0) -> Calibration:
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
    return Calibration(
        threshold=float(thresholds[best]),
        answered_wrongly=float(answered_wrongly[best]),
        refused_wrongly=float(refused_wrongly[best]),
        auroc=auroc(answer, refuse),
        curve=risk_coverage(np.column_stack([confidence, 1 - should_answer, np.ones(len(confidence))])),
    )


def development_points(run: RunFolder) -> tuple[Floats, Floats]:
    """The confidence of a run's answers, and whether to answer, where the question is clear about it.

    Returns:
        Two arrays of shape (questions,), as `calibrate` takes them.

    Raises:
        EvaluationError: the run is not of the development half, or lacks questions of one kind.
    """
    if run.record.split != "dev":
        raise EvaluationError(
            f"The run in {run.path} is of the {run.record.split} questions.",
            remedy="Fit on a run that was made with --split dev; nothing is fitted to test questions.",
        )
    cases = [case for case in run.cases() if not case.error]
    clear = [case for case in cases if case.question.must_answer or case.question.must_refuse]
    should_answer = np.array([float(case.question.must_answer) for case in clear])
    if len(set(should_answer)) != len({0.0, 1.0}):
        raise EvaluationError(
            f"The run in {run.path} has no questions to answer, or none to refuse.",
            remedy="Fit on a run of more types.",
        )
    return np.array([case.answer.confidence for case in clear]), should_answer


def _candidates(confidence: Floats) -> tuple[Floats, Floats]:
    """The thresholds worth trying and the gap around each, shapes (candidates,)."""
    edges = np.concatenate([[0.0], np.unique(confidence), [1.0]])
    return (edges[:-1] + edges[1:]) / 2, np.diff(edges)
