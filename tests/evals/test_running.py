from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import BadRecordError
from evals.errors import EvaluationError
from evals.log import Log
from evals.result import Result
from evals.running import PATIENCE, run_all
from rag.values import Answer

Make = Callable[..., Any]


@pytest.fixture
def log(tmp_path: Path) -> Log[Result]:
    return Log(tmp_path / "answers.jsonl", Result)


@pytest.fixture
def questions(ask: Make) -> list[Any]:
    return [ask(id=f"q{i}") for i in range(8)]


class Scripted:
    """Answers with the question's id; fails where told to."""

    def __init__(self, *failing: str, error: str = "The endpoint took too long.") -> None:
        self.asked: list[str] = []
        self.failing = failing
        self.error = error

    def __call__(self, question: Any) -> Result:
        self.asked.append(question.id)
        if question.id in self.failing:
            return Result(question.id, None, error=self.error)
        return Result(question.id, Answer("answered", question.id, confidence=0.25), ("lemo",))


def test_every_answer_is_kept_and_read_back(log: Log[Result], questions: list[Any]) -> None:
    told: list[Any] = []
    run_all(questions, Scripted(), log, task="Asking", report=told.append)
    results = log.read()
    assert list(results) == [question.id for question in questions]
    assert results["q3"].answer == Answer("answered", "q3", confidence=0.25)
    assert results["q3"].retrieved == ("lemo",)
    assert (told[-1].done, told[-1].total) == (8, 8)


def test_a_run_goes_on_where_it_stopped(log: Log[Result], questions: list[Any]) -> None:
    run_all(questions[:3], Scripted(), log, task="Asking")
    answerer = Scripted()
    run_all(questions, answerer, log, task="Asking")
    assert answerer.asked == ["q3", "q4", "q5", "q6", "q7"]
    assert len(log.read()) == 8


def test_a_line_cut_short_by_a_kill_is_asked_again(log: Log[Result], questions: list[Any]) -> None:
    run_all(questions[:3], Scripted(), log, task="Asking")
    log.path.write_bytes(log.path.read_bytes()[:-20])
    assert list(log.read()) == ["q0", "q1"]
    answerer = Scripted()
    run_all(questions[:3], answerer, log, task="Asking")
    assert answerer.asked == ["q2"]
    assert list(log.read()) == ["q0", "q1", "q2"]


def test_reading_does_not_write(log: Log[Result]) -> None:
    log.append([Result("q0", None)])
    log.path.write_bytes(log.path.read_bytes() + b'{"id": "q1"')
    before = log.path.read_bytes()
    assert list(log.read()) == ["q0"]
    assert log.path.read_bytes() == before


def test_a_damaged_line_in_the_middle_is_named(log: Log[Result]) -> None:
    log.append([Result("q0", None), Result("q1", None)])
    log.path.write_bytes(b"nonsense\n" + log.path.read_bytes())
    with pytest.raises(BadRecordError, match="line 1 is not a result"):
        log.read()


def test_a_question_that_fails_is_recorded_and_the_others_go_on(
    log: Log[Result], questions: list[Any]
) -> None:
    run_all(questions, Scripted("q2", "q7"), log, task="Asking")
    results = log.read()
    assert len(results) == 8
    assert results["q2"].answer is None
    assert results["q2"].error == "The endpoint took too long."
    assert results["q7"].error


def test_an_endpoint_that_dies_stops_the_run_and_nothing_false_is_kept(
    log: Log[Result], questions: list[Any]
) -> None:
    dead = Scripted("q4", "q5", "q6", "q7", error="Nothing answers.")
    with pytest.raises(EvaluationError) as caught:
        run_all(questions, dead, log, task="Asking")
    assert len(dead.asked) == 4 + PATIENCE
    assert "Nothing answers." in str(caught.value)
    assert "4 results are kept" in str(caught.value)
    assert f"--out {log.path.parent}" in str(caught.value)
    assert list(log.read()) == ["q0", "q1", "q2", "q3"]


def test_after_an_endpoint_came_back_only_what_is_missing_is_asked(
    log: Log[Result], questions: list[Any]
) -> None:
    with pytest.raises(EvaluationError):
        run_all(questions, Scripted("q4", "q5", "q6", "q7"), log, task="Asking")
    answerer = Scripted()
    run_all(questions, answerer, log, task="Asking")
    assert answerer.asked == ["q4", "q5", "q6", "q7"]
    assert not any(result.error for result in log.read().values())
