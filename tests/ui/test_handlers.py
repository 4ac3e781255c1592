import asyncio
from types import SimpleNamespace

import pytest

from rag.errors import ModelTimeoutError
from ui.conversation import Turn
from ui.preparation import Preparation
from ui.shelf import UNCHOSEN, Alone, Shelf

from .scripted import played


@pytest.fixture
def handlers(assistant, gradio):
    from ui.handlers import Handlers

    return Handlers(Shelf(Alone(assistant), Preparation(assistant)))


async def frames_of(handlers, question, conversation=()):
    return [frame async for frame in handlers.ask(question, conversation, UNCHOSEN)]


async def test_each_moment_of_a_turn_is_a_frame_of_the_last_section(handlers, assistant, memory, unique):
    assistant.scripts[unique] = played(unique, memory)
    frames = await frames_of(handlers, unique, (Turn("earlier").failed("no"),))
    assert {frame[1]["keep"] for frame in frames} == {1}
    assert frames[-1][4][-1].state == "answered"


async def test_the_field_is_emptied_once_and_then_left_alone(handlers, unique):
    frames = await frames_of(handlers, unique)
    assert frames[0][0] == ""
    assert all(frame[0] == {"__type__": "update"} for frame in frames[1:])


async def test_nothing_is_asked_by_white_space(handlers):
    assert await frames_of(handlers, " \n ") == []


async def test_an_error_ends_the_turn_and_keeps_what_was_found(handlers, assistant, memory, unique):
    error = ModelTimeoutError("It took too long.", remedy="Ask again.")
    assistant.scripts[unique] = [played(unique, memory)[0], error]
    turn = (await frames_of(handlers, unique))[-1][4][-1]
    assert (turn.state, turn.error, turn.question) == ("failed", "It took too long. Ask again.", unique)
    assert turn.hits == memory.nearest


async def test_the_assistant_is_told_the_earlier_turns(handlers, assistant, unique):
    conversation = (await frames_of(handlers, "First?"))[-1][4]
    await frames_of(handlers, unique, conversation)
    assert [message["role"] for message in assistant.histories[unique]] == ["user", "assistant"]
    assert assistant.histories[unique][0]["content"] == "First?"


async def test_a_question_that_replaces_the_last_one_takes_its_place(handlers, assistant, unique):
    conversation = (await frames_of(handlers, "First?"))[-1][4]
    event = SimpleNamespace(question=unique, replace=True)
    frames = [frame async for frame in handlers.ask_offered(conversation, UNCHOSEN, event)]
    assert [turn.question for turn in frames[-1].conversation] == [unique]
    assert assistant.histories[unique] == []


async def test_papers_that_stay_the_same_are_not_sent_again(handlers, assistant, memory, unique, gates):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    frames = handlers.ask(unique, (), UNCHOSEN)
    sources = [(await anext(frames))[2] for _ in range(2)]
    gates.open(1)
    await asyncio.sleep(0.05)
    written = await anext(frames)
    await frames.aclose()
    assert sources[0] != sources[1]
    assert "draft" in written[1]["html"]
    assert written[2] == {"__type__": "update"}


async def test_leaving_closes_the_stream_of_the_assistant(handlers, assistant, memory, unique, gates):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    frames = handlers.ask(unique, (), UNCHOSEN)
    for _ in range(2):
        await anext(frames)
    await frames.aclose()
    gates.open(8)
    assert assistant.closed[unique].wait(5)


async def test_a_turn_left_running_is_stopped_when_the_next_begins(handlers, unique):
    conversation = (await frames_of(handlers, unique, (Turn("Left."),)))[-1][4]
    assert [turn.state for turn in conversation] == ["stopped", "not_in_corpus"]


def test_stopping_ends_the_running_turn(handlers):
    frame = handlers.stop((Turn("q"),))
    assert frame.conversation[0].state == "stopped"
    assert frame.status == "Stopped"


def test_stopping_an_empty_conversation_changes_nothing(handlers):
    assert handlers.stop(()) == handlers.begin_anew()


def test_a_fault_of_the_program_is_told_calmly(handlers):
    (turn,) = handlers.give_up((Turn("q"),)).conversation
    assert turn.state == "failed"
    assert "log" in turn.error


async def test_the_chosen_strictness_reaches_the_assistant(handlers, assistant, unique):
    choice = {"library": "", "strictness": 0.75}
    assert [frame async for frame in handlers.ask(unique, (), choice)]
    assert assistant.strictness[unique] == 0.75
