"""Who asks a model that is busy with others: how many are before, and what is shown meanwhile."""

import threading
from dataclasses import replace

import pytest

from rag.errors import QuestionError
from rag.values import Finished, SourcesFound
from ui import asking
from ui.asking import in_turn
from ui.conversation import Turn
from ui.line import Line, Waiting
from ui.status import status_line

from .scripted import ScriptedAssistant, ScriptedReadiness, played, refused


@pytest.fixture
def alone(assistant):
    """An assistant whose model writes one answer at a time."""
    return ScriptedAssistant(assistant.library, readiness=ScriptedReadiness(one_at_a_time=True))


@pytest.fixture
def line(monkeypatch):
    monkeypatch.setattr(asking, "LOOK_EVERY", 0.01)
    return Line()


def until(kind, events):
    return next(event for event in events if isinstance(event, kind))


def test_a_place_moves_up_when_one_before_it_is_left():
    line = Line()
    with line.place() as first:
        with line.place() as second, line.place() as third:
            assert [place.ahead for place in (first, second, third)] == [0, 1, 2]
        with line.place() as fourth:
            assert fourth.ahead == 1
    with line.place() as fifth:
        assert fifth.ahead == 0


def test_a_place_that_is_waited_in_is_woken_by_a_move():
    line = Line()
    moved = threading.Event()

    def wait():
        with line.place() as place:
            waiting.set()
            while place.ahead:
                place.wait(20)
            moved.set()

    waiting = threading.Event()
    with line.place():
        threading.Thread(target=wait).start()
        assert waiting.wait(5)
        assert not moved.is_set()
    assert moved.wait(5)


def test_who_asks_alone_does_not_wait(alone, line, memory):
    alone.scripts["Me?"] = played("Me?", memory)
    events = list(in_turn(line, alone, "Me?"))
    assert not any(isinstance(event, Waiting) for event in events)
    assert events[-1] == Finished(memory)


def test_who_asks_a_served_model_does_not_wait_for_others(assistant, line, memory):
    assistant.scripts["Me?"] = played("Me?", memory)
    with line.place():
        assert list(in_turn(line, assistant, "Me?"))[-1] == Finished(memory)


def test_who_waits_is_shown_sources_and_quotations_and_moves_up(alone, line, memory):
    alone.scripts["Third?"] = played("Third?", memory)
    first, second = line.place(), line.place()
    first.__enter__(), second.__enter__()
    events = in_turn(line, alone, "Third?")
    assert next(events) == SourcesFound(memory.nearest, "Third?")
    assert until(Waiting, events) == Waiting(2, memory.claims[1:])
    first.__exit__(None, None, None)
    assert until(Waiting, events).ahead == 1
    second.__exit__(None, None, None)
    rest = list(events)
    assert rest[0].ahead == 0
    answer = rest[-1].answer
    assert answer == replace(memory, timings=answer.timings)
    assert answer.timings["queue"] > 0
    assert answer.timings["total"] == memory.timings["total"] + answer.timings["queue"]


def test_what_needs_no_model_waits_for_nobody(alone, line):
    with line.place():
        found, finished = in_turn(line, alone, "Elsewhere?")
    refusal = refused("Elsewhere?", alone.library.papers())[-1].answer
    assert isinstance(found, SourcesFound)
    assert finished.answer == replace(refusal, model="none")


def test_a_listing_which_needs_no_model_waits_for_nobody(alone, line, memory):
    alone.scripts["Which papers?"] = played("Which papers?", replace(memory, listing=True))
    with line.place():
        events = list(in_turn(line, alone, "Which papers?"))
        assert not any(isinstance(event, Waiting) for event in events)
        assert events[-1].answer.claims == memory.claims[1:]
        with line.place() as next_one:
            assert next_one.ahead == 1


def test_who_asks_for_quotations_alone_waits_for_nobody(assistant, line, memory):
    none = ScriptedReadiness(model=False, model_name="none", message="Answers are quotations.")
    quoting = ScriptedAssistant(assistant.library, {"Me?": played("Me?", memory)}, readiness=none)
    with line.place():
        assert list(in_turn(line, quoting, "Me?"))[-1] == Finished(memory)


def test_who_leaves_gives_up_the_place(alone, line, memory):
    alone.scripts["Me?"] = played("Me?", memory)
    with line.place():
        leaving = in_turn(line, alone, "Me?")
        until(Waiting, leaving)
        with line.place() as last:
            assert last.ahead == 2
            leaving.close()
            assert last.ahead == 1


def test_an_error_gives_up_the_place(alone, line):
    alone.scripts["Me?"] = [QuestionError("Too long.")]
    with pytest.raises(QuestionError):
        list(in_turn(line, alone, "Me?"))
    with line.place() as place:
        assert place.ahead == 0


@pytest.mark.parametrize(
    ("ahead", "told"),
    [(0, "It is your turn…"), (1, "1 question is before yours…"), (2, "2 questions are before yours…")],
)
def test_a_turn_tells_how_many_are_before_it(memory, ahead, told):
    turn = Turn("q").after(SourcesFound(memory.nearest, "q")).after(Waiting(ahead, memory.claims[1:]))
    assert turn.running
    assert turn.claims == memory.claims[1:]
    assert status_line(turn) == told


def test_the_first_verdict_takes_the_place_of_what_was_quoted_meanwhile(memory):
    turn = Turn("q").after(Waiting(1, memory.claims[1:]))
    for event in played("q", memory)[:-3]:
        turn = turn.after(event)
    assert turn.claims == memory.claims[:1]
