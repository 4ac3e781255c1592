"""Fitting what `rag/calibration.json` holds: weights, thresholds, and what the library is about.

Runs of a chat model fit that model's calibration, runs without one that of quotations alone. The test half is
never fitted to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.calibration import Separation, Threshold, best_threshold, separation, threshold_at
from evals.case import Case
from evals.errors import EvaluationError
from evals.metrics.logistic import AGAINST, FOR, fit, out_of_fold
from evals.metrics.measure import Floats
from evals.questions import held_out_ids
from evals.run import RunFolder
from rag.answering.answerability import Calibration, Calibrations
from rag.values import NO_MODEL

COSTS = (0.125, 0.25, 0.35, 1.0, 2.0)
"""What a wrong answer costs at strictness 0, ¼, ½, ¾ and 1, where a wrong refusal costs 1.

Less than half in the middle, as the checks of the draft refuse more of what confidence lets pass.
"""
COSTS_OF_QUOTATIONS = (0.125, 0.25, 0.6, 1.0, 2.0)
"""The same where no draft is checked."""
_SPEAKS_AGAINST = frozenset({"figure_missing", "strange"})
"""The signals of which more makes an answer less likely; of any other it cannot."""
_DIGITS = 3
_FEWEST = 10


@dataclass(frozen=True)
class Points:
    """The questions of runs of one model that are clear about whether to answer.

    Attributes:
        model: the chat model; `NO_MODEL` for quotations alone.
        names: of the signals.
        signals: shape (questions, signals).
        shipped: the confidence that the runs had, shape (questions,).
        should_answer: 1 for a question to answer, 0 for one to refuse, shape (questions,).
    """

    model: str
    names: tuple[str, ...]
    signals: Floats
    shipped: Floats
    should_answer: Floats


@dataclass(frozen=True)
class Fitted:
    """The calibration of one model, fitted.

    Attributes:
        model: the chat model; `NO_MODEL` for quotations alone.
        weights: by signal, and a "bias".
        thresholds: for each of the costs of a wrong answer.
        before: how the confidence of the run separates.
        after: how the fitted one does, each question by weights that were fitted without it.
        questions: how many it was fitted to.
    """

    model: str
    weights: Mapping[str, float]
    thresholds: tuple[Threshold, ...]
    before: Separation
    after: Separation
    questions: int


def points_by_model(runs: Sequence[RunFolder]) -> list[Points]:
    """The signals of the runs' answers, and whether to answer, where the question is clear about it.

    Raises:
        EvaluationError: a run holds test questions, or a model's runs have no signals or too few questions.
    """
    held_out = held_out_ids()
    by_model: dict[str, list[Case]] = {}
    for run in runs:
        cases = run.cases()
        if any(case.question.id in held_out for case in cases):
            raise EvaluationError(
                f"The run in {run.path} holds questions of the test half.",
                remedy="Fit on runs that were made with --split dev; nothing is fitted to test questions.",
            )
        by_model.setdefault(run.record.model, []).extend(cases)
    return [_points(model, cases) for model, cases in by_model.items()]


def _points(model: str, cases: Sequence[Case]) -> Points:
    clear = [case for case in cases if _is_clear(case, model)]
    should_answer = np.array([float(case.question.must_answer) for case in clear])
    if min((should_answer == 1).sum(), (should_answer == 0).sum()) < _FEWEST:
        raise EvaluationError(
            f"The runs of {model} have not enough questions to answer, or to refuse, with their signals.",
            remedy=f"Fit on a whole run of the development half, with at least {_FEWEST} of either.",
        )
    names = tuple(n for n in clear[0].answer.signals if all(n in case.answer.signals for case in clear))
    return Points(
        model=model,
        names=names,
        signals=np.array([[case.answer.signals[name] for name in names] for case in clear]),
        shipped=np.array([case.answer.confidence for case in clear]),
        should_answer=should_answer,
    )


def costs_of(model: str) -> tuple[float, ...]:
    """What a wrong answer of a model costs, for each strictness."""
    return COSTS_OF_QUOTATIONS if model == NO_MODEL else COSTS


def fit_points(points: Points) -> Fitted:
    """The weights, by logistic regression, and a threshold for each cost, tried on confidences out of fold.

    Where a wrong answer costs c times a wrong refusal, the least is expected to be lost by refusing below
    c / (1 + c) (Elkan 2001, "The Foundations of Cost-Sensitive Learning").
    """
    bounds = [AGAINST if name in _SPEAKS_AGAINST else FOR for name in points.names]
    weights = fit(points.signals, points.should_answer, bounds=bounds).round(_DIGITS)
    unseen = out_of_fold(points.signals, points.should_answer, bounds=bounds)
    return Fitted(
        model=points.model,
        weights=dict(zip(("bias", *points.names), map(float, weights), strict=True)),
        thresholds=tuple(
            threshold_at(round(cost / (1 + cost), _DIGITS), unseen, points.should_answer)
            for cost in costs_of(points.model)
        ),
        before=separation(points.shipped, points.should_answer),
        after=separation(unseen, points.should_answer),
        questions=len(unseen),
    )


def fit_topical(runs: Sequence[RunFolder]) -> float | None:
    """The least `covered` of a question that the papers are about, from the questions to refuse.

    None where the runs have not both: absent facts of papers that are here, and matters that are not.
    """
    refused = [case for run in runs for case in run.cases() if case.question.must_refuse]
    known = [case for case in refused if "covered" in case.answer.signals]
    unnamed = [case for case in known if not case.answer.signals["named"]]
    about = np.array([float(case.question.statuses[0] == "not_in_abstract") for case in unnamed])
    if not {0.0, 1.0} <= set(about):
        return None
    covered = np.array([case.answer.signals["covered"] for case in unnamed])
    return round(best_threshold(covered, about).value, _DIGITS)


def merged(shipped: Calibrations, fitted: Sequence[Fitted], topical: float | None) -> Calibrations:
    """The shipped calibrations with those that were fitted in the place of their own."""
    new = {it.model: Calibration(it.weights, [t.value for t in it.thresholds]) for it in fitted}
    return Calibrations(shipped.topical if topical is None else topical, {**shipped.models, **new})


def _is_clear(case: Case, model: str) -> bool:
    asked = case.question
    whole = bool(case.answer.signals) and (model == NO_MODEL or "stated" in case.answer.signals)
    return not case.error and whole and (asked.must_answer or asked.must_refuse)
