import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import BadRecordError, ReadError
from evals.questions import dump, load, set_hash

Make = Callable[..., Any]


@pytest.fixture
def line(ask: Make) -> dict[str, Any]:
    return dict(json.loads(dump([ask()])))


def _write(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_what_is_written_is_read_back(tmp_path: Path, papers: Any, ask: Make, lemo: Any) -> None:
    asked = [ask(id="a"), ask(id="b", extra_papers=(lemo,))]
    path = tmp_path / "questions.jsonl"
    path.write_text(dump(asked), encoding="utf-8")
    assert load(path, papers) == tuple(asked)
    assert set_hash(asked) == set_hash(load(path, papers))
    assert set_hash(asked) != set_hash(asked[:1])


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path, papers: Any, line: dict[str, Any]) -> None:
    _write(tmp_path / "b.jsonl", {**line, "id": "second"})
    _write(tmp_path / "a.jsonl", {**line, "id": "first"})
    assert [question.id for question in load(tmp_path, papers)] == ["first", "second"]


def test_a_line_separator_inside_a_question_does_not_end_the_line(
    tmp_path: Path, papers: Any, line: dict[str, Any]
) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps({**line, "question": "a\u2028b"}, ensure_ascii=False), encoding="utf-8")
    assert load(path, papers)[0].question == "a\u2028b"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"papers": ["nowhere"]}, "unknown paper 'nowhere'"),
        ({"sentences": [{"paper": "nowhere", "quote": "x"}]}, "unknown paper 'nowhere'"),
        ({"sentences": [{"paper": "lemo", "quote": "It cuts memory by 1.39x."}]}, "does not stand in 'lemo'"),
        ({"sentences": [{"paper": "lemo", "quote": " "}]}, "does not stand in 'lemo'"),
        ({"facts": [["1.39"]]}, "key fact that stands in none of its papers: '1.39'"),
        ({"facts": [["1.93", ""]]}, "empty variant"),
        ({"facts": [[]]}, "empty variant"),
        ({"statuses": []}, "accepts no status"),
        ({"statuses": ["not_in_corpus"]}, "must be refused, yet has key facts"),
        ({"statuses": ["perhaps"]}, "fault in statuses.0"),
        ({"type": "riddle"}, "fault in type"),
        ({"facts": "1.93"}, "fault in facts"),
        ({"note": "extra"}, "fault in note"),
    ],
)
def test_a_faulty_question_is_an_error_that_says_which_line(
    tmp_path: Path, papers: Any, line: dict[str, Any], change: dict[str, Any], problem: str
) -> None:
    path = _write(tmp_path / "q.jsonl", line, {**line, "id": "second", **change})
    with pytest.raises(BadRecordError) as caught:
        load(path, papers)
    assert f"{path}, line 2" in str(caught.value)
    assert problem in str(caught.value)


@pytest.mark.parametrize("field", ["id", "question", "statuses", "extra_papers"])
def test_a_missing_field_is_named(tmp_path: Path, papers: Any, line: dict[str, Any], field: str) -> None:
    del line[field]
    with pytest.raises(BadRecordError, match=rf"line 1 has a fault in {field}: Field required"):
        load(_write(tmp_path / "q.jsonl", line), papers)


def test_a_repeated_id_is_refused_across_files(tmp_path: Path, papers: Any, line: dict[str, Any]) -> None:
    _write(tmp_path / "a.jsonl", line)
    _write(tmp_path / "b.jsonl", line)
    with pytest.raises(BadRecordError, match=r"b\.jsonl, line 1 repeats the id 'q'"):
        load(tmp_path, papers)


@pytest.mark.parametrize("content", ["{", "[1]", "null", "\ufffd"])
def test_what_is_no_question_is_refused(tmp_path: Path, papers: Any, content: str) -> None:
    (tmp_path / "q.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(BadRecordError, match="line 1"):
        load(tmp_path / "q.jsonl", papers)


def test_nothing_to_read_is_said(tmp_path: Path, papers: Any) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        load(tmp_path / "absent.jsonl", papers)
    with pytest.raises(ReadError, match="holds no questions"):
        load(tmp_path, papers)
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(ReadError, match="cannot be read"):
        load(tmp_path / "bytes.jsonl", papers)


def test_a_fact_may_stand_in_an_extra_paper(tmp_path: Path, papers: Any, line: dict[str, Any]) -> None:
    extra = {"id": "extra", "title": "Extra", "abstract": "It saves 7 %."}
    change = {"papers": ["extra"], "sentences": [], "facts": [["7 %"]], "extra_papers": [extra]}
    assert load(_write(tmp_path / "q.jsonl", {**line, **change}), papers)[0].extra_papers[0].id == "extra"


def test_the_three_expectations_of_a_question(ask: Make) -> None:
    assert ask().must_answer
    assert not ask().must_refuse
    assert ask(statuses=("not_in_corpus",)).must_refuse
    either = ask(statuses=("answered", "not_in_corpus"))
    assert not either.must_answer
    assert not either.must_refuse
