import json
import re
from collections.abc import Callable
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from corpus.builtin import trending_papers_path
from corpus.errors import BadRecordError, LibraryNotFoundError, ReadError
from corpus.library import Library
from corpus.paper import Paper
from corpus.readers import read
from evals import models as model_loading
from evals.cli import app
from evals.errors import EvaluationError
from evals.models import Models
from evals.questions import dump
from rag.models import embedding as embedding_loading
from rag.settings import load_settings
from rag.testing import ScriptedChatModel, TinyEmbedding

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Models without weights, and a home and a working folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        model_loading,
        "load_models",
        lambda *_: Models(TinyEmbedding(), ScriptedChatModel(["LeMo is new [1]."], yes=0.9)),
    )
    monkeypatch.setattr(embedding_loading, "embedding_model", lambda *_: TinyEmbedding())
    load_settings.cache_clear()


def _give(*command: str) -> str:
    result = CliRunner().invoke(app, list(command), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_answers_are_measured_reported_resumed_and_compared(tmp_path: Path) -> None:
    told = _give("answers", "--type", "number", "--limit", "2", "--baseline", "--out", "first")
    assert "Footnote gets" in told
    assert "Report: first/report.html" in told
    before = (tmp_path / "first" / "answers.jsonl").read_bytes()
    assert (
        len(before.splitlines())
        == len((tmp_path / "first" / "baseline.jsonl").read_bytes().splitlines())
        == 2
    )

    _give("answers", "--type", "number", "--limit", "2", "--baseline", "--out", "first")
    assert (tmp_path / "first" / "answers.jsonl").read_bytes() == before

    _give("report", "first")
    assert "no difference beyond noise" in _give("compare", "first", "first", "--out", "both")
    assert (tmp_path / "both" / "report.md").exists()


def test_running_twice_gives_the_same_scores(tmp_path: Path) -> None:
    for out in ("one", "two"):
        _give("answers", "--type", "casual", "--limit", "2", "--out", out)
    scores = [json.loads((tmp_path / out / "report.json").read_text())["scores"] for out in ("one", "two")]
    timed = {"first_token_seconds", "total_seconds"}
    first, second = ({name: it for name, it in s.items() if name not in timed} for s in scores)
    assert first == second


def test_a_run_of_another_state_is_not_gone_on_with() -> None:
    _give("answers", "--type", "number", "--limit", "1", "--out", "run")
    with pytest.raises(EvaluationError, match="made with other questions"):
        _give("answers", "--type", "casual", "--limit", "1", "--out", "run")


def test_without_a_folder_a_run_goes_to_reports(tmp_path: Path) -> None:
    _give("answers", "--type", "number", "--limit", "1")
    (folder,) = (load_settings().home / "reports").iterdir()
    assert folder.name.startswith("answers-")
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert (report["kind"], report["title"]) == ("answers", "Answers")
    assert {"value", "label", "note", "tone"} == set(report["tiles"][0])
    assert all(picture["svg"].startswith("<svg") for picture in report["pictures"])


def test_own_questions_are_asked_and_faulty_ones_are_named(tmp_path: Path, ask: Make) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text(dump([ask(id="mine", papers=(), sentences=(), facts=())]), encoding="utf-8")
    _give("answers", "--questions", "own.jsonl", "--out", "run")
    assert (tmp_path / "run" / "answers.jsonl").read_text().startswith('{"id":"mine"')
    own.write_text(dump([ask(papers=("nowhere",))]), encoding="utf-8")
    with pytest.raises(BadRecordError, match="line 1 names the unknown paper 'nowhere'"):
        _give("answers", "--questions", "own.jsonl")


def test_pubmedqa_is_asked_in_place_of_the_built_in_set(tmp_path: Path) -> None:
    (tmp_path / "qa.jsonl").write_text('{"_id": "7", "question": "Does aspirin help?"}\n', encoding="utf-8")
    assert "what the abstracts do not say" in _give("answers", "--pubmedqa", ".", "--out", "run")


def test_retrieval_is_measured_three_ways(tmp_path: Path) -> None:
    documents = [("d1", "Tokens", "It merges tokens."), ("d2", "Bread", "It bakes bread.")]
    lines = [json.dumps({"_id": id_, "title": title, "text": text}) for id_, title, text in documents]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "merging tokens"}\n', encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\td1\t1\n", encoding="utf-8")
    assert "Fused search reaches nDCG@10 1.000" in _give("retrieval", ".", "--out", "out")
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert set(report["scores"]) == {"fused", "lexical", "dense"}


def test_claims_are_checked_and_a_stopped_run_goes_on(tmp_path: Path) -> None:
    line = {"claim_id": 1, "claim": "It works.", "doc_id": "d", "title": "T", "sentences": ["It works."]}
    lines = [
        json.dumps({**line, "claim_id": i, "label": label}) for i, label in enumerate(["SUPPORT", "NEI"])
    ]
    (tmp_path / "citation_pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert "Of 2 claims" in _give("checking", ".", "--out", "out")
    log = tmp_path / "out" / "checked.jsonl"
    log.write_bytes(log.read_bytes()[:-10])
    _give("checking", ".", "--out", "out")
    assert len(log.read_bytes().splitlines()) == 2


def test_a_judge_works_on_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from evals import judge

    monkeypatch.setattr(judge, "judging_model", lambda *_: ScriptedChatModel([""], yes=0.9))
    _give("answers", "--type", "number", "--type", "unanswerable_far", "--limit", "4", "--out", "run")
    _give("judge", "run", "--model", "large")
    assert "scripted (judged)" in (tmp_path / "run" / "report.html").read_text()


def test_weights_and_thresholds_are_fitted_to_a_run_of_the_development_half(tmp_path: Path) -> None:
    kinds = ("--type", "number", "--type", "unanswerable_far", "--type", "unanswerable_near")
    _give("answers", *kinds, "--out", "run")
    told = _give("calibrate", "run", "--out", "fitted")
    assert "separates what to answer from what to refuse" in told.replace("\n", " ")
    shipped = json.loads(files("rag").joinpath("calibration.json").read_text("utf-8"))
    fitted = json.loads((tmp_path / "fitted" / "calibration.json").read_text("utf-8"))
    assert fitted.keys() == shipped.keys()
    assert fitted["models"]["scripted"] != shipped["models"].get("scripted")
    assert fitted["models"]["none"] == shipped["models"]["none"]
    assert "Risk against coverage" in (tmp_path / "fitted" / "report.html").read_text("utf-8")


def test_the_figures_of_several_reports_become_one_page_with_their_commands(tmp_path: Path) -> None:
    _give("answers", "--type", "number", "--limit", "2", "--baseline", "--out", "first")
    _give("answers", "--type", "casual", "--limit", "2", "--model", "small", "--out", "second")
    _give("results", "first", "second", "--out", "RESULTS.md")
    page = (tmp_path / "RESULTS.md").read_text("utf-8")
    assert "    footnote eval answers --type number --limit 2 --baseline\n" in page
    assert "    footnote eval answers --type casual --limit 2 --model small\n" in page
    assert str(tmp_path) not in page
    pictures = re.findall(r"\]\((results/\S+\.svg)\)", page)
    assert pictures
    assert all((tmp_path / name).read_text("utf-8").startswith("<svg") for name in pictures)


def test_candidates_that_the_web_page_has_kept_are_asked_in_the_library_that_is_there(tmp_path: Path) -> None:
    paper = next(iter(read(trending_papers_path())))
    candidate = {
        "id": "2026-11-25T20:00:00+00:00 down, It is wrong",
        "type": "follow_up",
        "question": "And what does it attack?",
        "history": [
            {"role": "user", "content": "What is ReCIT?"},
            {"role": "assistant", "content": "An attack."},
        ],
        "statuses": ["answered", "not_in_abstract", "not_in_corpus"],
        "papers": [],
        "sentences": [],
        "facts": [],
        "forbidden": [],
        "extra_papers": [paper.to_dict()],
    }
    (tmp_path / "feedback.jsonl").write_text(json.dumps(candidate) + "\n", encoding="utf-8")
    assert "1 questions" in _give("answers", "--questions", "feedback.jsonl", "--out", "run")
    assert '"error":""' in (tmp_path / "run" / "answers.jsonl").read_text("utf-8")


def test_questions_about_a_library_of_ones_own_are_asked_of_it(tmp_path: Path, ask: Make) -> None:
    with closing(Library.create(load_settings().libraries / "mine.sqlite")) as library:
        library.add([Paper(id="lemo", title="LeMo", abstract="It cuts memory by 1.93x.")])
    (tmp_path / "own.jsonl").write_text(dump([ask(id="mine")]), encoding="utf-8")
    assert "1 questions" in _give(
        "answers", "--questions", "own.jsonl", "--library", "mine", "--model", "none", "--out", "run"
    )
    with pytest.raises(LibraryNotFoundError):
        _give("answers", "--questions", "own.jsonl", "--library", "yours", "--out", "run")


@pytest.mark.parametrize("command", [["report", "nowhere"], ["compare", "a", "b"], ["retrieval", "nowhere"]])
def test_a_folder_that_is_not_there_is_said(command: list[str]) -> None:
    with pytest.raises(ReadError):
        _give(*command)


def test_importing_the_commands_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    heavy = [
        "numpy",
        "llama_index",
        "chromadb",
        "matplotlib",
        "jinja2",
        "ir_measures",
        "onnxruntime",
        "openai",
    ]
    code = f"import sys, evals.cli; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
