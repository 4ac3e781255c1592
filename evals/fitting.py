"""Fitting what `rag/calibration.json` holds: weights, thresholds, and what the library is about.

A run of a chat model fits the model "stated", a run without one "quoting". Only the development half is
fitted to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from evals.calibration import Separation, Threshold, best_threshold, separation
from evals.case import Case
from evals.errors import EvaluationError
from evals.metrics.logistic import fit, out_of_fold
from evals.metrics.measure import Floats
from evals.run import RunFolder
from rag.answering.answerability import Calibration

Mode = Literal["quoting", "stated"]
COSTS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""What a wrong answer costs at strictness 0, ¼, ½, ¾ and 1, where a wrong refusal costs 1."""
_DIGITS = 3
_FEWEST = 10


@dataclass(frozen=True)
class Points:
    """The development questions of a run that are clear about whether to answer.

    Attributes:
        mode: which model of the calibration they fit.
        names: of the signals.
        signals: shape (questions, signals).
        shipped: the confidence that the run had, shape (questions,).
        should_answer: 1 for a question to answer, 0 for one to refuse, shape (questions,).
    """

    mode: Mode
    names: tuple[str, ...]
    signals: Floats
    shipped: Floats
    should_answer: Floats


@dataclass(frozen=True)
class Fitted:
    """One model of the calibration, fitted.

    Attributes:
        mode: which one.
        weights: by signal, and a "bias".
        thresholds: for each of `COSTS`.
        before: how the confidence of the run separates.
        after: how the fitted one does, each question by weights that were fitted without it.
        questions: how many it was fitted to.
    """

    mode: Mode
    weights: Mapping[str, float]
    thresholds: tuple[Threshold, ...]
    before: Separation
    after: Separation
    questions: int


def development_points(run: RunFolder) -> Points:
    """The signals of a run's answers, and whether to answer, where the question is clear about it.

    Raises:
        EvaluationError: the run is not of the development half, has no signals, or has too few questions.
    """
    if run.record.split != "dev":
        raise EvaluationError(
            f"The run in {run.path} is of the {run.record.split} questions.",
            remedy="Fit on a run that was made with --split dev; nothing is fitted to test questions.",
        )
    mode: Mode = "quoting" if run.record.model == "none" else "stated"
    cases = [case for case in run.cases() if _is_clear(case, mode)]
    should_answer = np.array([float(case.question.must_answer) for case in cases])
    if min((should_answer == 1).sum(), (should_answer == 0).sum()) < _FEWEST:
        raise EvaluationError(
            f"The run in {run.path} has not enough questions to answer, or to refuse, with their signals.",
            remedy=f"Fit on a whole run of the development half, with at least {_FEWEST} of either.",
        )
    names = tuple(n for n in cases[0].answer.signals if all(n in case.answer.signals for case in cases))
    return Points(
        mode=mode,
        names=names,
        signals=np.array([[case.answer.signals[name] for name in names] for case in cases]),
        shipped=np.array([case.answer.confidence for case in cases]),
        should_answer=should_answer,
    )


def fit_points(points: Points) -> Fitted:
    """The weights, by logistic regression, and a threshold for each cost, on confidences out of fold."""
    weights = fit(points.signals, points.should_answer).round(_DIGITS)
    unseen = out_of_fold(points.signals, points.should_answer)
    return Fitted(
        mode=points.mode,
        weights=dict(zip(("bias", *points.names), map(float, weights), strict=True)),
        thresholds=_rising([_threshold(unseen, points.should_answer, cost) for cost in COSTS]),
        before=separation(points.shipped, points.should_answer),
        after=separation(unseen, points.should_answer),
        questions=len(unseen),
    )


def fit_topical(run: RunFolder) -> float | None:
    """The least `covered` of a question that the papers are about, from the questions to refuse.

    None where the run has not both: absent facts of papers that are here, and matters that are not.
    """
    cases = [case for case in run.cases() if case.question.must_refuse and "covered" in case.answer.signals]
    unnamed = [case for case in cases if not case.answer.signals["named"]]
    about = np.array([float(case.question.statuses[0] == "not_in_abstract") for case in unnamed])
    if not {0.0, 1.0} <= set(about):
        return None
    covered = np.array([case.answer.signals["covered"] for case in unnamed])
    return round(best_threshold(covered, about).value, _DIGITS)


def merged(shipped: Calibration, fitted: Sequence[Fitted], topical: float | None) -> Calibration:
    """The shipped calibration with the models that were fitted in the place of its own."""
    return replace(
        shipped,
        topical=shipped.topical if topical is None else topical,
        thresholds={**shipped.thresholds, **{it.mode: [t.value for t in it.thresholds] for it in fitted}},
        **{it.mode: it.weights for it in fitted},
    )


def _is_clear(case: Case, mode: Mode) -> bool:
    asked = case.question
    whole = bool(case.answer.signals) and (mode == "quoting" or "stated" in case.answer.signals)
    return not case.error and whole and (asked.must_answer or asked.must_refuse)


def _threshold(confidence: Floats, should_answer: Floats, cost: float) -> Threshold:
    found = best_threshold(confidence, should_answer, wrong_answer_cost=cost)
    return replace(found, value=round(found.value, _DIGITS))


def _rising(thresholds: Sequence[Threshold]) -> tuple[Threshold, ...]:
    """The thresholds, none below the one before: more strictness never answers more."""
    rising: list[Threshold] = []
    for threshold in thresholds:
        rising.append(threshold if not rising or threshold.value >= rising[-1].value else rising[-1])
    return tuple(rising)
