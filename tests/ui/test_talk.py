"""A conversation as the page's handlers lead it, without a browser."""

import asyncio
from types import SimpleNamespace

import pytest

from rag.errors import ModelTimeoutError
from ui.conversation import Turn
from ui.conversations.store import Conversations
from ui.preparation import Preparation

from .scripted import ScriptedReadiness, played

SKIPPED = {"__type__": "update"}
ADA, EVE = SimpleNamespace(username="ada"), SimpleNamespace(username="eve")


@pytest.fixture
def kept(tmp_path):
    return Conversations(tmp_path / "conversations.sqlite")


@pytest.fixture
def talk(assistant, kept, gradio):
    from ui.shelf import Alone, Shelf
    from ui.talk import Talk

    return Talk(Shelf(Alone(assistant), Preparation(assistant)), kept)


@pytest.fixture
def nowhere(gradio):
    from ui.frames import NOWHERE

    return NOWHERE


async def asked(talk, question, place, user=ADA):
    return [frame async for frame in talk.ask(question, place, {}, user)]


async def offered(talk, question, place, *, replace):
    event = SimpleNamespace(question=question, replace=replace)
    return [frame async for frame in talk.ask_offered(place, {}, event, ADA)]


async def opened(talk, conversation, user=ADA):
    return [frame async for frame in talk.open(SimpleNamespace(conversation=conversation), user)]


def turns(kept, place, user="ada"):
    return kept.turns(user, place["conversation"])


async def test_a_question_begins_a_conversation_named_after_it(
    talk, kept, assistant, memory, nowhere, unique
):
    assistant.scripts[unique] = played(unique, memory)
    place = (await asked(talk, unique, nowhere))[-1][4]
    assert [entry.name for entry in kept.entries("ada")] == [unique]
    assert [turn.answer for turn in turns(kept, place)] == [memory]
    assert place == {"conversation": place["conversation"], "revision": place["revision"], "turns": 1}
    assert kept.entry("ada", place["conversation"]).revision == place["revision"]


async def test_each_moment_of_a_turn_is_a_frame_of_the_last_section(talk, nowhere, unique):
    place = (await asked(talk, "First?", nowhere))[-1][4]
    frames = await asked(talk, unique, place)
    assert {frame[1]["keep"] for frame in frames} == {1}
    assert frames[-1][4]["turns"] == 2


async def test_the_field_is_emptied_once_and_then_left_alone(talk, assistant, memory, nowhere, unique, gates):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    frames = talk.ask(unique, nowhere, {}, ADA)
    first, second = await anext(frames), await anext(frames)
    assert (first[0], second[0]) == ("", SKIPPED)


async def test_the_sources_are_told_when_they_change_and_not_with_each_word(
    talk, assistant, memory, nowhere, unique, gates
):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    frames = talk.ask(unique, nowhere, {}, ADA)
    _, found = await anext(frames), await anext(frames)
    gates.open(1)
    written = await anext(frames)
    assert memory.nearest[0].paper.title in found[2]["html"]
    assert 'class="draft"' in written[1]["html"]
    assert written[2] == SKIPPED
    gates.open(8)
    assert 'class="card' in [frame async for frame in frames][-1][2]["html"]


async def test_nothing_is_asked_by_white_space(talk, kept, nowhere):
    assert await asked(talk, " \n ", nowhere) == [(SKIPPED,) * 5]
    assert kept.entries("ada") == ()


async def test_an_error_ends_the_turn_and_keeps_what_was_found(
    talk, kept, assistant, memory, nowhere, unique
):
    error = ModelTimeoutError("It took too long.", remedy="Ask again.")
    assistant.scripts[unique] = [played(unique, memory)[0], error]
    (turn,) = turns(kept, (await asked(talk, unique, nowhere))[-1][4])
    assert (turn.state, turn.error, turn.question) == ("failed", "It took too long. Ask again.", unique)
    assert turn.hits == memory.nearest


async def test_a_fault_of_the_program_is_told_calmly_and_logged(
    talk, kept, assistant, nowhere, unique, caplog
):
    assistant.scripts[unique] = ["not an event"]
    (turn,) = turns(kept, (await asked(talk, unique, nowhere))[-1][4])
    assert turn.state == "failed"
    assert "log" in turn.error
    assert "An answer was broken off." in caplog.text


async def test_the_assistant_is_told_the_earlier_turns(talk, assistant, nowhere, unique):
    place = (await asked(talk, "First?", nowhere))[-1][4]
    await asked(talk, unique, place)
    assert [message["role"] for message in assistant.histories[unique]] == ["user", "assistant"]
    assert assistant.histories[unique][0]["content"] == "First?"


async def test_a_question_that_replaces_the_last_one_takes_its_place(talk, kept, assistant, nowhere, unique):
    place = (await asked(talk, "First?", nowhere))[-1][4]
    place = (await offered(talk, unique, place, replace=True))[-1].place
    assert [turn.question for turn in turns(kept, place)] == [unique]
    assert assistant.histories[unique] == []


async def test_papers_that_stay_the_same_are_not_sent_again(talk, assistant, memory, nowhere, unique, gates):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    frames = talk.ask(unique, nowhere, {}, ADA)
    async for frame in frames:
        if 'class="paper"' in str(frame[2]):
            break
    gates.open(1)
    written = next_with(frames, "draft")
    assert (await written)[2] == SKIPPED


async def next_with(frames, word):
    async for frame in frames:
        if word in frame[1]["html"]:
            return frame
    return None


async def test_an_answer_goes_on_and_is_kept_when_its_page_leaves(
    talk, kept, assistant, memory, nowhere, unique, gates
):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    frames = talk.ask(unique, nowhere, {}, ADA)
    place = (await anext(frames))[4]
    await frames.aclose()
    following = asyncio.create_task(opened(talk, place["conversation"]))
    gates.open(8)
    assert (await following)[-1].place["turns"] == 1
    assert turns(kept, place)[0].answer == memory


async def test_stopping_does_not_wait_for_the_model_and_keeps_what_was_checked(
    talk, kept, assistant, memory, nowhere, unique, gates
):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    gates.open(2)
    frames = talk.ask(unique, nowhere, {}, ADA)
    checked = await next_with(frames, "sentence supported")
    talk.stop(checked[4], ADA)
    rest = [frame async for frame in frames]
    (turn,) = turns(kept, rest[-1][4])
    assert (turn.state, turn.claims) == ("stopped", memory.claims[:1])
    assert not assistant.closed[unique].is_set()
    gates.open(8)
    assert await asyncio.to_thread(assistant.closed[unique].wait, 5)


async def test_another_user_can_neither_see_nor_stop_nor_continue_a_conversation(
    talk, kept, assistant, memory, nowhere, unique, gates
):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    frames = talk.ask(unique, nowhere, {}, ADA)
    place = (await anext(frames))[4]
    seen = await opened(talk, place["conversation"], EVE)
    assert "not there any more" in seen[-1].status
    assert seen[-1].transcript["html"] == ""
    talk.stop(place, EVE)
    mine = (await asked(talk, "May I?", place, EVE))[-1][4]
    assert mine["conversation"] != place["conversation"]
    assert assistant.histories["May I?"] == []
    gates.open(8)
    assert 'data-state="answered"' in [frame async for frame in frames][-1][1]["html"]


async def test_a_second_question_waits_for_the_first_and_is_shown_it(
    talk, kept, assistant, memory, nowhere, unique, gates
):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    frames = talk.ask(unique, nowhere, {}, ADA)
    place = (await anext(frames))[4]
    other_tab = asyncio.create_task(asked(talk, "And then?", place | {"revision": 0, "turns": 0}))
    await asyncio.sleep(0.1)
    assert not other_tab.done()
    gates.open(8)
    _ = [frame async for frame in frames]
    waiting = await other_tab
    assert waiting[0][0] == SKIPPED
    assert [turn.question for turn in turns(kept, waiting[-1][4])] == [unique, "And then?"]


async def test_what_another_page_did_is_shown_before_a_question_is_asked(talk, nowhere, unique):
    stale = (await asked(talk, "First?", nowhere))[-1][4]
    await asked(talk, "Second?", stale)
    frames = await asked(talk, unique, stale)
    assert frames[0][1]["keep"] == 0
    assert "Second?" in frames[0][1]["html"]
    assert frames[-1][4]["turns"] == 3


async def test_a_stale_page_replaces_no_turn_that_it_has_not_seen(talk, kept, nowhere, unique):
    stale = (await asked(talk, "First?", nowhere))[-1][4]
    await asked(talk, "Second?", stale)
    place = (await offered(talk, unique, stale, replace=True))[-1].place
    assert [turn.question for turn in turns(kept, place)] == ["First?", "Second?", unique]


async def test_a_page_looks_again_only_at_what_has_changed(talk, nowhere):
    stale = (await asked(talk, "First?", nowhere))[-1][4]
    fresh = (await asked(talk, "Second?", stale))[-1][4]
    assert [frame.place async for frame in talk.look_again(fresh, ADA)] == [SKIPPED]
    assert [frame.place async for frame in talk.look_again(nowhere, ADA)] == [SKIPPED]
    assert [frame.place async for frame in talk.look_again(stale, ADA)] == [SKIPPED, fresh]


async def test_a_turn_that_the_end_of_the_program_broke_off_says_so(talk, kept, memory):
    entry = kept.begin("ada", "x", "q")
    turn = Turn("q")
    for event in played("q", memory)[:-3]:
        turn = turn.after(event)
    kept.keep("ada", entry.id, 0, turn)
    (frame,) = await opened(talk, entry.id)
    assert 'data-state="interrupted"' in frame.transcript["html"]
    assert "Footnote was ended before the answer was whole." in frame.transcript["html"]
    assert memory.claims[0].text.split()[0] in frame.transcript["html"]


async def test_a_question_in_a_deleted_conversation_begins_another(talk, kept, nowhere, unique):
    place = (await asked(talk, "First?", nowhere))[-1][4]
    kept.delete("ada", place["conversation"])
    again = (await asked(talk, unique, place))[-1][4]
    assert [turn.question for turn in turns(kept, again)] == [unique]


async def test_an_answer_whose_conversation_is_deleted_meanwhile_is_shown_and_says_so(
    talk, kept, assistant, memory, nowhere, unique, gates
):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    frames = talk.ask(unique, nowhere, {}, ADA)
    kept.delete("ada", (await anext(frames))[4]["conversation"])
    gates.open(8)
    last = [frame async for frame in frames][-1]
    assert "This answer is not kept." in last[1]["html"]
    assert "LeMo saves" in last[1]["html"]


async def test_where_nothing_can_be_kept_the_question_is_told_why(talk, kept, nowhere, unique):
    kept.path.write_text("Not a database. " * 100)
    (frame,) = await asked(talk, unique, nowhere)
    assert 'data-state="failed"' in frame[1]["html"]
    assert "conversations.sqlite" in frame[1]["html"]


async def test_the_chosen_strictness_reaches_the_assistant(talk, assistant, nowhere, unique):
    choice = {"library": "", "strictness": 0.75}
    assert [frame async for frame in talk.ask(unique, nowhere, choice, ADA)]
    assert assistant.strictness[unique] == 0.75


async def test_who_asks_beyond_those_that_are_taken_up_is_told_at_once_how_many_are_before(
    talk, assistant, memory, nowhere, unique, gates, monkeypatch
):
    monkeypatch.setattr("ui.talk.ANSWERS_AT_ONCE", 1)
    monkeypatch.setattr("ui.talk.LOOK_EVERY", 0.01)
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    first = talk.ask(unique, nowhere, {}, ADA)
    await anext(first)
    await asyncio.sleep(0)
    second = talk.ask("And I?", nowhere, {}, EVE)
    told = [(await anext(second))[3] for _ in range(2)]
    assert told[-1] == "1 question is before yours…"
    gates.open(8)
    assert [frame async for frame in first][-1][3].startswith("Answered")
    assert [frame async for frame in second][-1][3].startswith("Not in this library")


async def test_who_is_not_taken_up_by_a_model_of_one_answer_at_a_time_is_told_of_all_that_wait(
    talk, assistant, memory, nowhere, unique, gates, monkeypatch
):
    monkeypatch.setattr("ui.talk.ANSWERS_AT_ONCE", 2)
    monkeypatch.setattr("ui.talk.LOOK_EVERY", 0.01)
    monkeypatch.setattr(assistant, "readiness", ScriptedReadiness(one_at_a_time=True))
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    asking = [talk.ask(unique, nowhere, {}, user) for user in (ADA, EVE, ADA)]
    told = [[(await anext(frames))[3] for _ in range(2)] for frames in asking]
    assert told[-1][-1] == "2 questions are before yours…"
    gates.open(8)
    endings = [[frame async for frame in frames][-1][3] for frames in asking]
    assert all(ending.startswith("Answered") for ending in endings)
