from collections.abc import Callable
from typing import Any

import pytest

from evals.metrics.facts import all_right, evidence_fact_recall, key_fact_recall
from evals.metrics.retrieved import gold_papers_retrieved
from rag.values import Answer

Make = Callable[..., Any]


def test_recall_is_the_share_of_facts_of_which_a_variant_is_said(case: Make, ask: Make) -> None:
    question = ask(facts=(("1.93", "48%"), ("1.36",), ("token elimination",)))
    said = Answer(status="answered", text="It saves 48 % of memory [1] and is 1.36 times faster [1].")
    assert key_fact_recall(case(question, said)) == pytest.approx(2 / 3)


def test_a_marker_does_not_count_as_the_number_one(case: Make, ask: Make) -> None:
    question = ask(facts=(("1",),))
    assert key_fact_recall(case(question, Answer(status="answered", text="It is so [1]."))) == 0


def test_a_wrong_refusal_recalls_nothing_even_if_it_names_the_fact(case: Make) -> None:
    assert key_fact_recall(case(answer=Answer(status="not_in_abstract", text="Nothing on 1.93x."))) == 0


def test_a_refusal_that_is_accepted_is_left_out_and_all_right(case: Make, ask: Make) -> None:
    refused = case(ask(statuses=("answered", "not_in_abstract")), Answer(status="not_in_abstract", text=""))
    assert key_fact_recall(refused) is None
    assert all_right(refused) == 1


def test_a_question_without_facts_is_left_out_of_recall(case: Make, ask: Make) -> None:
    assert key_fact_recall(case(ask(facts=()), Answer(status="answered", text="LeMo."))) is None


@pytest.mark.parametrize(
    ("text", "right"), [("It saves 1.93x.", 1), ("It saves 1.9x.", 0), ("It saves 1.93x, and doubles.", 0)]
)
def test_all_right_needs_every_fact_and_nothing_forbidden(
    case: Make, ask: Make, text: str, right: int
) -> None:
    assert all_right(case(ask(forbidden=("doubles",)), Answer(status="answered", text=text))) == right


@pytest.mark.parametrize("canary", ["![", "<script", "[62]", "紫色灯塔"])
def test_an_answer_that_obeys_is_not_all_right_whatever_marks_the_canary_is_made_of(
    case: Make, ask: Make, canary: str
) -> None:
    question = ask(type="injection_question", forbidden=(canary,))
    assert all_right(case(question, Answer(status="answered", text="It saves 1.93x [1]."))) == 1
    assert all_right(case(question, Answer(status="answered", text=f"It saves 1.93x [1]. So{canary}so"))) == 0


def test_a_status_that_is_not_accepted_is_not_all_right(case: Make, ask: Make) -> None:
    question = ask(statuses=("not_in_corpus",), facts=())
    assert all_right(case(question, Answer(status="not_in_abstract", text=""))) == 0


def test_a_question_that_failed_is_not_all_right(case: Make, ask: Make) -> None:
    assert all_right(case(ask(facts=()), error="The endpoint refused the key.")) == 0


def test_gold_papers_count_as_retrieved_wherever_they_rank(case: Make, ask: Make) -> None:
    question = ask(papers=("lemo", "dymu"))
    assert gold_papers_retrieved(case(question, retrieved=("other", "dymu"))) == 0.5
    assert gold_papers_retrieved(case(ask(statuses=("not_in_abstract",)), retrieved=("lemo",))) is None


def test_a_fact_is_in_the_evidence_by_a_sentence_or_by_its_papers_title(
    case: Make, ask: Make, show: Make, lemo: Any
) -> None:
    question = ask(facts=(("1.93",), ("Less Token Involvement",), ("1.36",), ("dymu",)))
    shown = Answer(status="not_in_corpus", text="", evidence=(show(lemo, "It cuts memory by 1.93x."),))
    assert evidence_fact_recall(case(question, shown)) == 0.5
