import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import BadRecordError, ReadError
from evals.beir import read_beir
from evals.extras import require
from evals.ranking import score_rankings
from rag.errors import MissingExtraError

HEADER = "query-id\tcorpus-id\tscore\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = [
        {"_id": "d1", "title": "One", "text": "First."},
        {"_id": "d2", "title": "Two", "text": "Second."},
    ]
    _jsonl(tmp_path / "corpus.jsonl", corpus)
    _jsonl(tmp_path / "queries.jsonl", [{"_id": "q1", "text": "first?"}, {"_id": "q2", "text": "unjudged?"}])
    (tmp_path / "qrels.tsv").write_text(HEADER + "q1\td1\t1\nq1\td2\t0\n", encoding="utf-8")
    return tmp_path


def _jsonl(path: Path, lines: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_a_folder_in_beirs_layout_is_read(folder: Path) -> None:
    collection = read_beir(folder)
    assert [(paper.id, paper.title, paper.abstract) for paper in collection.papers] == [
        ("d1", "One", "First."),
        ("d2", "Two", "Second."),
    ]
    assert collection.queries == {"q1": "first?"}
    assert collection.qrels == {"q1": {"d1": 1, "d2": 0}}


def test_files_may_be_gzipped_and_qrels_in_their_own_folder(folder: Path) -> None:
    content = (folder / "corpus.jsonl").read_bytes()
    (folder / "corpus.jsonl").unlink()
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(content))
    (folder / "qrels").mkdir()
    (folder / "qrels.tsv").rename(folder / "qrels" / "test.tsv")
    assert len(read_beir(folder).papers) == 2


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("q1\td9\t1", "judges the paper 'd9', which is not in the corpus"),
        ("q9\td1\t1", "judges the query 'q9', which is not in the queries"),
        ("q1\td1", "has 2 columns"),
        ("q1\td1\thigh", "no whole number: 'high'"),
    ],
)
def test_a_faulty_judgement_is_an_error_that_says_which_line(folder: Path, line: str, problem: str) -> None:
    (folder / "qrels.tsv").write_text(HEADER + f"q1\td1\t1\n{line}\n", encoding="utf-8")
    with pytest.raises(BadRecordError) as caught:
        read_beir(folder)
    assert "qrels.tsv, line 3" in str(caught.value)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [('{"_id": "d1"}\n', "no text in 'text'"), ("[]\n", "not a JSON object"), ("{\n", "not JSON")],
)
def test_a_faulty_paper_is_named(folder: Path, content: str, problem: str) -> None:
    (folder / "corpus.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(BadRecordError, match=problem):
        read_beir(folder)


def test_a_repeated_paper_is_named(folder: Path) -> None:
    _jsonl(folder / "corpus.jsonl", [{"_id": "d1", "text": "a"}, {"_id": "d1", "text": "b"}])
    with pytest.raises(BadRecordError, match=r"line 2 repeats the id 'd1'"):
        read_beir(folder)


def test_a_missing_or_damaged_file_is_named(folder: Path) -> None:
    (folder / "corpus.jsonl").unlink()
    with pytest.raises(ReadError, match=r"holds no corpus\.jsonl"):
        read_beir(folder)
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(b'{"_id": "d1", "text": "a"}\n')[:-8])
    with pytest.raises(ReadError, match=r"corpus\.jsonl\.gz cannot be read"):
        read_beir(folder)


def test_rankings_are_scored_as_by_hand() -> None:
    qrels = {"q1": {"a": 2, "b": 1, "c": 0}, "q2": {"d": 1}, "q3": {"e": 1}}
    scores = score_rankings(qrels, {"q1": ["c", "a", "b"], "q2": ["x", "y"], "q3": []})
    discount = 1 / np.log2([2, 3, 4])
    ndcg = (2 * discount[1] + 1 * discount[2]) / (2 * discount[0] + 1 * discount[1])
    assert scores["nDCG@10"] == pytest.approx([ndcg, 0, 0])
    assert scores["RR"] == pytest.approx([0.5, 0, 0])
    assert scores["R@10"] == pytest.approx([1, 0, 0])


def test_the_order_of_a_ranking_is_kept_whatever_the_ids() -> None:
    assert score_rankings({"q": {"z": 1}}, {"q": ["z", "a"]})["RR"] == [1]
    assert score_rankings({"q": {"a": 1}}, {"q": ["z", "a"]})["RR"] == [0.5]


def test_recall_at_ten_stops_at_ten() -> None:
    ranking = [f"d{i}" for i in range(20)]
    scores = score_rankings({"q": {"d9": 1, "d10": 1}}, {"q": ranking})
    assert scores["R@10"] == [0.5]
    assert scores["R@100"] == [1]


def test_a_missing_extra_names_the_extra() -> None:
    with pytest.raises(MissingExtraError, match=r"pip install 'footnote\[evals\]'"):
        require("no_such_package_at_all")
