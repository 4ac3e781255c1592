from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import BadRecordError, ReadError
from evals.errors import EvaluationError
from evals.record import Record, code_hash, corpus_hash, public_settings, versions
from evals.result import Result
from evals.run import RunFolder
from evals.stamp import stamp
from rag.settings import Settings
from rag.values import Answer

Make = Callable[..., Any]
RECORD = Record("2026-01-01T00:00:00+00:00", 1, "dev", "q", "c", "code", "scripted", "", {}, {"python": "3"})


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path / "run")


def test_a_run_is_read_back_whole(
    run: RunFolder, papers: Any, ask: Make, answer: Make, cite: Make, lemo: Any
) -> None:
    questions = [ask(id="a"), ask(id="b", extra_papers=(replace(lemo, id="extra"),)), ask(id="c")]
    run.begin(RECORD, questions, list(papers.values()))
    given = answer(("It is fast.", (cite(lemo, "It is 1.36x faster."),)), timings={"total": 1.5})
    run.results("answers").append(
        [Result("b", given, ("lemo",), peak_memory=7), Result("a", None, error="It broke.")]
    )
    failed, answered = run.cases()
    assert run.record == RECORD
    assert run.peak_memory() == 7
    assert (failed.id, failed.error, failed.answer.text) == ("a", "It broke.", "")
    assert answered.answer == given
    assert answered.retrieved == ("lemo",)
    assert set(answered.papers) == {"lemo", "dymu", "extra"}


def test_a_resumed_run_must_be_of_the_same_state(run: RunFolder, papers: Any, ask: Make) -> None:
    run.begin(RECORD, [ask()], list(papers.values()))
    run.begin(replace(RECORD, created="later"), [ask()], list(papers.values()))
    with pytest.raises(EvaluationError, match="made with other questions, model") as caught:
        run.begin(replace(RECORD, model="other", questions="others"), [ask()], list(papers.values()))
    assert "left as it is" in str(caught.value)


def test_a_folder_without_a_run_is_said(run: RunFolder) -> None:
    with pytest.raises(ReadError, match="holds no run"):
        _ = run.record


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, papers: Any, ask: Make) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EvaluationError, match="cannot be written"):
        RunFolder(tmp_path / "file" / "run").begin(RECORD, [ask()], list(papers.values()))


def test_a_damaged_paper_of_a_run_is_named(run: RunFolder, papers: Any, ask: Make) -> None:
    run.begin(RECORD, [ask()], list(papers.values()))
    (run.path / "papers.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(BadRecordError, match=r"papers\.jsonl, line 1 is not a paper"):
        run.papers()


def test_the_corpus_hash_minds_content_and_not_order(papers: Any, lemo: Any, dymu: Any) -> None:
    assert corpus_hash([lemo, dymu]) == corpus_hash([dymu, lemo])
    assert corpus_hash([lemo]) != corpus_hash([replace(lemo, title="Other")])


def test_a_record_holds_no_secret_and_no_path_of_the_machine(tmp_path: Path) -> None:
    settings = Settings(
        home=tmp_path,
        llm=str(tmp_path / "model.gguf"),
        weights=tmp_path / "files",
        openai_api_key="sk-secret",
        openai_base_url="https://user:password@models.example:8000/v1?token=abc",
    )
    shown = public_settings(settings)
    assert shown["llm"] == "model.gguf"
    assert shown["openai_base_url"] == "models.example"
    assert "secret" not in str(shown)
    assert str(tmp_path) not in str(shown)


def test_versions_and_code_are_the_same_every_time() -> None:
    assert versions()["python"]
    assert code_hash() == code_hash()


def test_a_stamp_keeps_two_states_apart(tmp_path: Path) -> None:
    stamp(tmp_path / "out", {"model": "a"})
    stamp(tmp_path / "out", {"model": "a"})
    with pytest.raises(EvaluationError, match="made with other model"):
        stamp(tmp_path / "out", {"model": "b"})
    (tmp_path / "out" / "made_with.json").write_text("[", encoding="utf-8")
    with pytest.raises(EvaluationError, match="cannot be read"):
        stamp(tmp_path / "out", {"model": "a"})


def test_an_answer_keeps_every_field_on_disk(
    run: RunFolder, papers: Any, ask: Make, show: Make, lemo: Any
) -> None:
    run.begin(RECORD, [ask()], list(papers.values()))
    given = Answer(
        "not_in_abstract", "No.", evidence=(show(lemo, "It is 1.36x faster."),), confidence=0.1, notice="n"
    )
    run.results("answers").append([Result("q", given)])
    assert run.cases()[0].answer.to_dict() == given.to_dict()
