from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.comparison import compare
from evals.errors import EvaluationError
from evals.measures import MEASURES, PRIMARY
from evals.record import Record
from evals.result import Result
from evals.run import RunFolder
from evals.scoring import compare_cases, score, score_by_type
from rag.values import Answer

Make = Callable[..., Any]
RIGHT, WRONG = Answer("answered", "By 1.93x."), Answer("answered", "By 2x.")


def test_every_measure_has_its_own_name_title_and_definition() -> None:
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)
    assert all(measure.title and len(measure.definition) > 20 for measure in MEASURES)
    assert not any("Args" in measure.definition for measure in MEASURES)


def test_scores_are_means_over_what_a_measure_applies_to(case: Make, ask: Make) -> None:
    cases = [case(answer=RIGHT), case(answer=WRONG), case(ask(facts=(), statuses=("not_in_corpus",)), RIGHT)]
    scores = score(cases)
    assert scores["all_right"].value == pytest.approx(1 / 3)
    assert (scores["key_fact_recall"].value, scores["key_fact_recall"].n) == (0.5, 2)
    assert scores["injection_success"].n == 0


def test_scores_by_type_are_in_the_order_of_types(case: Make, ask: Make) -> None:
    cases = [case(ask(type="casual"), RIGHT), case(ask(type="number"), WRONG)]
    scores = score_by_type(cases, PRIMARY)
    assert list(scores) == ["number", "casual"]
    assert scores["casual"].value == 1


def test_runs_are_paired_by_question_and_not_by_place(case: Make, ask: Make) -> None:
    a, b = ask(id="a"), ask(id="b")
    before = [case(a, RIGHT), case(b, WRONG)]
    after = [case(b, RIGHT), case(a, RIGHT), case(ask(id="c"), WRONG)]
    change = compare_cases(before, after)["all_right"]
    assert (change.before, change.after, change.change.n) == (0.5, 1, 2)


def _run(path: Path, papers: Any, results: dict[Any, Answer], model: str = "first") -> RunFolder:
    run = RunFolder(path)
    record = Record("2026-01-01", 1, "dev", "q", "c", "code", model, "", {}, {})
    run.begin(record, list(results), list(papers.values()))
    run.results("answers").append([Result(question.id, answer) for question, answer in results.items()])
    return run


def test_a_comparison_names_what_was_mended_and_broken(tmp_path: Path, papers: Any, ask: Make) -> None:
    a, b, c = ask(id="a"), ask(id="b"), ask(id="c")
    before = _run(tmp_path / "a", papers, {a: RIGHT, b: WRONG, c: RIGHT})
    after = _run(tmp_path / "b", papers, {a: WRONG, b: RIGHT, c: RIGHT}, model="second")
    found = compare(before, after)
    assert [case.id for case in found.fixed] == ["b"]
    assert [case.id for case in found.broken] == ["a"]
    assert found.changed == ("model",)
    assert found.differences["all_right"].p == 1


def test_a_question_that_was_reworded_is_another_question(tmp_path: Path, papers: Any, ask: Make) -> None:
    before = _run(tmp_path / "a", papers, {ask(question="How much?"): RIGHT})
    after = _run(tmp_path / "b", papers, {ask(question="How many?"): RIGHT})
    with pytest.raises(EvaluationError, match="no question in common"):
        compare(before, after)
