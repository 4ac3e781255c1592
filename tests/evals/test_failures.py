from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from evals.failures import MEANINGS, lost_at
from rag.values import Answer, Dropped

Make = Callable[..., Any]
REFUSED = Answer(status="not_in_corpus", text="")


def test_an_answer_that_is_all_right_lost_nothing(case: Make) -> None:
    assert lost_at(case(answer=Answer(status="answered", text="By 1.93x [1]."))) is None


@pytest.mark.parametrize("found", [(), ("dymu",)])
def test_a_gold_paper_that_was_not_found_is_not_retrieved(case: Make, found: tuple[str, ...]) -> None:
    assert lost_at(case(answer=REFUSED, retrieved=found)) == "not retrieved"


def test_a_fact_that_was_not_shown_is_not_in_evidence(case: Make, show: Make, lemo: Any) -> None:
    refused = replace(REFUSED, evidence=(show(lemo, "It is 1.36x faster."),))
    assert lost_at(case(answer=refused, retrieved=("lemo",))) == "not in evidence"


def test_a_fact_in_a_dropped_sentence_was_wrongly_dropped(case: Make, show: Make, lemo: Any) -> None:
    refused = replace(
        REFUSED,
        evidence=(show(lemo, "It cuts memory by 1.93x."),),
        dropped=(Dropped("It saves 1.93x.", "no name"),),
    )
    assert lost_at(case(answer=refused)) == "wrongly dropped"


def test_a_refusal_with_the_fact_in_hand_is_a_wrong_refusal(case: Make, show: Make, lemo: Any) -> None:
    refused = replace(REFUSED, evidence=(show(lemo, "It cuts memory by 1.93x."),))
    assert lost_at(case(answer=refused)) == "wrongly refused"


def test_a_fact_in_hand_that_is_not_said_was_misread(
    case: Make, answer: Make, cite: Make, show: Make, lemo: Any
) -> None:
    gold = cite(lemo, "It cuts memory by 1.93x.")
    shown = (show(lemo, "It cuts memory by 1.93x."),)
    assert lost_at(case(answer=answer(("It saves a lot.", (gold,)), evidence=shown))) == "misread"
    assert lost_at(case(answer=answer(("It saves 1.39x.", (gold,)), evidence=shown))) == "wrongly kept"


def test_a_forbidden_string_was_wrongly_kept(case: Make, ask: Make) -> None:
    said = Answer(status="answered", text="1.93x, and it doubles.")
    assert lost_at(case(ask(forbidden=("doubles",)), said)) == "wrongly kept"


def test_a_question_to_refuse_is_wrongly_answered_or_refused_in_the_wrong_state(
    case: Make, ask: Make
) -> None:
    question = ask(statuses=("not_in_abstract",), facts=(), sentences=())
    assert lost_at(case(question, Answer(status="answered", text="Yes."))) == "wrongly answered"
    assert lost_at(case(question, REFUSED)) == "wrong state"


def test_a_question_without_facts_that_must_be_answered_looks_for_its_papers(case: Make, ask: Make) -> None:
    assert lost_at(case(ask(facts=()), REFUSED, retrieved=("dymu",))) == "not retrieved"
    assert lost_at(case(ask(facts=()), REFUSED, retrieved=("lemo",))) == "wrongly refused"


def test_an_error_is_a_failure_and_every_step_has_a_meaning(case: Make) -> None:
    assert lost_at(case(error="It broke.")) == "failed"
    assert all(MEANINGS.values())
