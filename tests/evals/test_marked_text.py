from collections.abc import Callable
from typing import Any

import pytest

from evals.marked_text import read_marked_text

Make = Callable[..., Any]


def test_markers_become_citations_of_whole_abstracts(lemo: Any, dymu: Any) -> None:
    answer = read_marked_text("LeMo is fast [1]. Both are new [1, 2].", [lemo, dymu])
    first, second = answer.claims
    assert (first.text, [it.paper.id for it in first.citations]) == ("LeMo is fast.", ["lemo"])
    assert [it.paper.id for it in second.citations] == ["lemo", "dymu"]
    assert second.citations[1].quote == dymu.abstract
    assert [(source.number, source.paper.id) for source in answer.sources] == [(1, "lemo"), (2, "dymu")]


def test_a_marker_after_the_full_stop_belongs_to_the_sentence_before(lemo: Any, dymu: Any) -> None:
    answer = read_marked_text("LeMo is fast. [1] DyMU is new. [2]", [lemo, dymu])
    assert [[it.number for it in claim.citations] for claim in answer.claims] == [[1], [2]]


def test_a_marker_that_points_nowhere_is_none(lemo: Any) -> None:
    (claim,) = read_marked_text("LeMo is fast [7].", [lemo]).claims
    assert claim.citations == ()


@pytest.mark.parametrize(
    "text",
    [
        "None of the provided sources are helpful.",
        "The sources do not mention the number of GPUs. LeMo saves memory [1].",
        "The licence is not specified in the sources.",
        "Empty Response",
        "",
    ],
)
def test_words_that_nothing_helps_are_a_refusal(lemo: Any, text: str) -> None:
    assert read_marked_text(text, [lemo]).status == "not_in_corpus"


def test_a_later_aside_is_no_refusal(lemo: Any) -> None:
    text = "LeMo saves 1.93x [1]. The sources do not mention its licence."
    assert read_marked_text(text, [lemo]).status == "answered"
