import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import BadRecordError
from corpus.paper import Paper
from evals.checking import Checked, Pair, check_pair, pairs_hash, read_pairs
from evals.metrics.verification import accuracy, macro_f1, matrix, separations, verification_row
from evals.pubmedqa import load_pubmedqa
from rag.errors import ModelTimeoutError
from rag.values import CheckedClaim

PAIR = Pair("1:d", "It works.", Paper("d", "T", "It works."), "supported")
LINE = {
    "claim_id": 1,
    "claim": "It works.",
    "doc_id": "d",
    "title": "T",
    "sentences": ["A.", "B."],
    "label": "NEI",
}


class Told:
    """Gives the verdicts it was told to give."""

    def __init__(self, *claims: tuple[str, float]) -> None:
        self.claims = claims

    def check(self, text: str, papers: Sequence[Paper] | None = None) -> tuple[CheckedClaim, ...]:
        assert papers == [PAIR.paper]
        return tuple(CheckedClaim(text, verdict, score) for verdict, score in self.claims)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "verdict", "score"),
    [
        ([("supported", 0.9)], "supported", 0.9),
        ([("supported", 0.9), ("unsupported", 0.4)], "unsupported", 0.4),
        ([("supported", 0.9), ("contradicted", 0.1)], "contradicted", 0.1),
        ([], "unsupported", 0.0),
    ],
)
def test_a_claim_is_as_good_as_its_weakest_sentence(claims: Any, verdict: str, score: float) -> None:
    checked = check_pair(Told(*claims), PAIR)
    assert (checked.verdict, checked.score, checked.label) == (verdict, score, "supported")


def test_a_check_that_fails_is_recorded() -> None:
    class Failing:
        def check(self, text: str, papers: Sequence[Paper] | None = None) -> tuple[CheckedClaim, ...]:
            raise ModelTimeoutError("Too slow.")

    assert check_pair(Failing(), PAIR).error == "Too slow."


def test_pairs_are_read(tmp_path: Path) -> None:
    (tmp_path / "citation_pairs.jsonl").write_text(json.dumps(LINE), encoding="utf-8")
    (pair,) = read_pairs(tmp_path)
    assert pair == Pair("1:d", "It works.", Paper("d", "T", "A. B."), "unsupported")
    assert pairs_hash([pair]) != pairs_hash([PAIR])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"label": "MAYBE"}, "has the label 'MAYBE'"),
        ({"sentences": "A."}, "no list of sentences"),
        ({"claim": None}, "no text in 'claim'"),
    ],
)
def test_a_faulty_pair_is_named(tmp_path: Path, change: dict[str, Any], problem: str) -> None:
    lines = [LINE, {**LINE, "claim_id": 2, **change}]
    (tmp_path / "citation_pairs.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with pytest.raises(BadRecordError, match="line 2") as caught:
        read_pairs(tmp_path)
    assert problem in str(caught.value)


def test_a_repeated_pair_is_named(tmp_path: Path) -> None:
    (tmp_path / "citation_pairs.jsonl").write_text("\n".join([json.dumps(LINE)] * 2), encoding="utf-8")
    with pytest.raises(BadRecordError, match="line 2 repeats the pair '1:d'"):
        read_pairs(tmp_path)


def test_accuracy_and_macro_f1_by_hand() -> None:
    # supported: 2 right, 1 taken for unsupported; contradicted: 1 taken for supported; unsupported: 1 right.
    labels = ["supported"] * 3 + ["contradicted", "unsupported"]
    verdicts = ["supported", "supported", "unsupported", "supported", "unsupported"]
    checked = [Checked("x", *both) for both in zip(labels, verdicts, strict=True)]  # type: ignore[arg-type]
    rows = np.array([verification_row(it) for it in checked])
    assert accuracy(rows) == pytest.approx(3 / 5)
    assert macro_f1(rows) == pytest.approx((2 * 2 / 6 + 0 + 2 * 1 / 3) / 3)
    assert matrix(checked)["contradicted"] == {"supported": 1, "contradicted": 0, "unsupported": 0}


def test_the_class_of_more_support_is_the_positive_one() -> None:
    checked = [
        Checked("a", "supported", score=0.9),
        Checked("b", "unsupported", score=0.5),
        Checked("c", "contradicted", score=0.5),
        Checked("d", "contradicted", score=0.95),
    ]
    rows = np.array([verification_row(it) for it in checked])
    found = {classes: statistic(rows) for classes, statistic in separations().items()}
    assert found == {
        "supported / unsupported": 1,
        "supported / contradicted": 0.5,
        "unsupported / contradicted": 0.25,
    }


def test_pubmedqa_must_be_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "qa.jsonl").write_text('{"_id": "7", "question": "Does it help?"}\n', encoding="utf-8")
    (question,) = load_pubmedqa(tmp_path)
    assert (question.id, question.question, question.must_refuse) == ("pubmedqa-7", "Does it help?", True)
