from dataclasses import replace

import pytest

from rag.values import Claim, ClaimChecked, Dropped, Finished, SourcesFound, TextWritten
from ui.conversation import Turn

from .scripted import cite, hits, played


def play(question, steps):
    turn = Turn(question)
    for step in steps:
        turn = turn.after(step)
    return turn


def test_a_turn_goes_through_its_states_in_order(memory):
    turn, states = Turn("q"), []
    for step in played("q", memory):
        turn = turn.after(step)
        states.append(turn.state)
    assert list(dict.fromkeys(states)) == ["reading", "writing", "checking", "answered"]


def test_the_draft_grows_with_the_text():
    turn = play("q", [TextWritten("One "), TextWritten("two.")])
    assert turn.draft == "One two."
    assert turn.unchecked == "One two."


def test_a_checked_sentence_leaves_the_draft():
    turn = play(
        "q", [TextWritten("One is so. Two is so."), ClaimChecked(claim=Claim("One is so.", "supported", ()))]
    )
    assert turn.unchecked == " Two is so."


def test_a_sentence_that_was_replaced_by_a_quotation_leaves_the_draft_too():
    turn = play("q", [TextWritten("One is so. Two is so."), ClaimChecked(claim=Claim("Uno.", "quoted", ()))])
    assert turn.unchecked.strip() == "Two is so."


def test_a_dropped_sentence_leaves_the_draft():
    turn = play(
        "q", [TextWritten("One is so. Two is so."), ClaimChecked(dropped=Dropped("One is so.", "no"))]
    )
    assert turn.unchecked.strip() == "Two is so."


def test_a_verdict_without_words_takes_the_first_sentence():
    turn = play("q", [TextWritten("One is so. Two is so."), ClaimChecked(dropped=Dropped("", "no"))])
    assert turn.unchecked.strip() == "Two is so."


def test_more_verdicts_than_sentences_leave_an_empty_draft():
    turn = play("q", [TextWritten("One."), *[ClaimChecked(dropped=Dropped("x", "no"))] * 3])
    assert turn.unchecked == ""


def test_papers_are_numbered_in_order_of_appearance_before_the_answer_is_there(lemo, tempme):
    first = Claim("A.", "supported", (cite(1, tempme, "It outputs"),))
    second = Claim("B.", "supported", (cite(1, lemo, "We propose"),))
    turn = play("q", [ClaimChecked(claim=first), ClaimChecked(claim=second)])
    assert [(source.number, source.paper.id) for source in turn.sources] == [(1, "tempme"), (2, "lemo")]


def test_what_is_cited_is_not_listed_as_considered(memory):
    turn = play("q", played("q", memory))
    assert [source.paper.id for source in turn.sources] == ["lemo", "tempme"]
    assert [hit.paper.id for hit in turn.considered] == ["dymu"]


def test_the_papers_that_were_found_are_there_before_the_answer(lemo):
    turn = Turn("q").after(SourcesFound(hits([lemo]), "q, understood"))
    assert [hit.paper.id for hit in turn.considered] == ["lemo"]
    assert turn.understood == "q, understood"


def test_stopping_keeps_what_was_checked_and_forgets_the_draft(memory):
    running = play("q", played("q", memory)[:-3])
    stopped = running.stopped()
    assert not stopped.running
    assert stopped.claims == running.claims
    assert stopped.draft == ""


def test_a_turn_that_has_ended_can_neither_be_stopped_nor_fail(memory):
    turn = play("q", [Finished(memory)])
    assert turn.stopped() is turn
    assert turn.failed("late") is turn


def test_an_error_keeps_the_question():
    turn = Turn("q").failed("It broke.")
    assert (turn.question, turn.state, turn.error, turn.running) == ("q", "failed", "It broke.", False)


def test_a_turn_that_the_end_of_the_program_broke_off_keeps_what_was_checked(memory):
    running = play("q", played("q", memory)[:-3])
    assert running.interrupted().claims == running.claims
    assert running.interrupted().state == "interrupted"


@pytest.mark.parametrize("status", ["answered", "not_in_abstract", "not_in_corpus"])
def test_a_turn_ends_in_the_status_of_its_answer(memory, status):
    turn = Turn("q").after(Finished(replace(memory, status=status)))
    assert turn.state == status
    assert not turn.running
