from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evals.errors import EvaluationError
from evals.fitting import COSTS, fit_points, fit_topical, merged, points_by_model
from evals.metrics.auroc import auroc
from evals.metrics.logistic import fit, out_of_fold, predict
from evals.questions import held_out_ids
from evals.record import Record
from evals.result import Result
from evals.run import RunFolder
from rag.answering.answerability import DEFAULT_MODEL, shipped_calibrations
from rag.values import Answer

Make = Callable[..., Any]


def test_the_weights_of_one_binary_signal_are_the_log_odds_of_the_table() -> None:
    # Without the signal one of four is right, with it three of four: odds 1/3 and 3.
    signal = np.array([[0.0]] * 4 + [[1.0]] * 4)
    outcome = np.array([1.0, 0, 0, 0, 1, 1, 1, 0])
    weights = fit(signal, outcome, ridge=1e-9)
    assert weights.tolist() == pytest.approx([np.log(1 / 3), np.log(9)])
    assert predict(weights, signal)[[0, 4]].tolist() == pytest.approx([0.25, 0.75])


def test_a_penalty_draws_weights_to_nothing_and_leaves_the_classes_even() -> None:
    signal = np.array([[0.0], [1.0], [1.0], [1.0]])
    outcome = np.array([0.0, 1, 1, 1])
    weights = fit(signal, outcome, ridge=1e9)
    assert weights.tolist() == pytest.approx([0, 0], abs=1e-6)


def test_a_case_is_judged_by_weights_that_never_saw_it() -> None:
    random = np.random.default_rng(3)
    noise = random.normal(size=(60, 8))
    outcome = np.tile([0.0, 1.0], 30)
    seen = predict(fit(noise, outcome), noise)
    unseen = out_of_fold(noise, outcome)
    assert auroc(seen[outcome == 1], seen[outcome == 0]) > 0.6
    assert auroc(unseen[outcome == 1], unseen[outcome == 0]) < 0.6


def _run(
    folder: Path, papers: Any, ask: Make, *, model: str = "none", each: int = 12, also: str = ""
) -> RunFolder:
    """A run in which what is to be answered is covered better, and near questions better than far ones."""
    refuse = {"papers": (), "sentences": (), "facts": ()}
    kinds = {
        "in": ({}, 0.9),
        "near": ({"statuses": ("not_in_abstract", "not_in_corpus"), **refuse}, 0.5),
        "far": ({"statuses": ("not_in_corpus", "not_in_abstract"), **refuse}, 0.1),
    }
    questions, results = [], []
    for name, (changes, covered) in kinds.items():
        for number in range(each):
            signals = {"cosine": 0.5, "covered": covered + number / 1000, "named": 0.0}
            questions.append(ask(id=f"{name}{number}", **changes))
            results.append(
                Result(f"{name}{number}", Answer("answered", "", confidence=covered, signals=signals))
            )
    if also:
        questions.append(ask(id=also))
        results.append(Result(also, Answer("answered", "")))
    run = RunFolder(folder)
    run.begin(Record("", 1, "dev", "q", "c", "code", model, "", {}, {}), questions, list(papers.values()))
    run.results("answers").append(results)
    return run


def test_a_signal_that_tells_gets_weight_and_thresholds_rise_with_strictness(
    tmp_path: Path, papers: Any, ask: Make
) -> None:
    (points,) = points_by_model([_run(tmp_path / "run", papers, ask)])
    fitted = fit_points(points)
    assert fitted.model == "none"
    assert fitted.weights["covered"] > 1
    assert fitted.weights["cosine"] == pytest.approx(0, abs=1e-6)
    assert fitted.before.auroc == fitted.after.auroc == 1
    values = [threshold.value for threshold in fitted.thresholds]
    assert len(values) == len(COSTS)
    assert values == sorted(values)


def test_what_was_fitted_takes_the_place_of_its_own_part_alone(
    tmp_path: Path, papers: Any, ask: Make
) -> None:
    run = _run(tmp_path / "run", papers, ask)
    topical = fit_topical([run])
    assert topical == pytest.approx(0.3055, abs=1e-3)
    shipped = shipped_calibrations()
    (points,) = points_by_model([run])
    fitted = fit_points(points)
    proposed = merged(shipped, [fitted], topical)
    assert (proposed.of("none").weights, proposed.topical) == (fitted.weights, topical)
    assert proposed.of(DEFAULT_MODEL) == shipped.of(DEFAULT_MODEL)


def test_runs_of_one_model_are_fitted_together_and_those_of_another_apart(
    tmp_path: Path, papers: Any, ask: Make
) -> None:
    runs = [_run(tmp_path / name, papers, ask) for name in ("first", "second")]
    (points,) = points_by_model(runs)
    assert len(points.should_answer) == 72
    with pytest.raises(EvaluationError, match="runs of some have not enough"):
        points_by_model([*runs, _run(tmp_path / "other", papers, ask, model="some")])


def test_only_whole_runs_of_development_questions_are_fitted_to(
    tmp_path: Path, papers: Any, ask: Make
) -> None:
    held_out = min(held_out_ids())
    with pytest.raises(EvaluationError, match="holds questions of the test half"):
        points_by_model([_run(tmp_path / "test", papers, ask, also=held_out)])
    with pytest.raises(EvaluationError, match="have not enough questions"):
        points_by_model([_run(tmp_path / "few", papers, ask, each=4)])
