import gc
import itertools
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from rag.values import Finished
from ui.conversation import Turn
from ui.conversations.store import Conversations, shortened
from ui.errors import ConversationGoneError, ConversationsError


@pytest.fixture
def kept(tmp_path):
    ticks = itertools.count(1000)
    return Conversations(tmp_path / "home" / "conversations.sqlite", clock=lambda: float(next(ticks)))


@pytest.fixture
def begun(kept):
    return kept.begin("ada", "trending", "How much memory does LeMo save?")


def test_a_turn_comes_back_as_it_was_kept_from_another_process_too(kept, begun, memory):
    turn = Turn("q").after(Finished(memory))
    kept.keep("ada", begun.id, 0, turn)
    assert Conversations(kept.path).turns("ada", begun.id) == (turn,)


def test_every_change_is_a_revision(kept, begun):
    revisions = [kept.keep("ada", begun.id, 0, Turn("q")).revision for _ in range(3)]
    assert revisions == [1, 2, 3]


def test_a_turn_takes_the_place_of_what_stood_there_and_after_it(kept, begun):
    for position, question in enumerate("abc"):
        kept.keep("ada", begun.id, position, Turn(question))
    kept.keep("ada", begun.id, 1, Turn("d"))
    assert [turn.question for turn in kept.turns("ada", begun.id)] == ["a", "d"]
    assert kept.length("ada", begun.id) == 2


def test_a_turn_is_amended_in_its_place_without_a_new_revision(kept, begun, memory):
    for position, question in enumerate("ab"):
        kept.keep("ada", begun.id, position, Turn(question).after(Finished(memory)))
    revision = kept.entry("ada", begun.id).revision
    liked = replace(kept.turns("ada", begun.id)[0], thumb="up")
    kept.amend("ada", begun.id, 0, liked)
    assert [turn.thumb for turn in kept.turns("ada", begun.id)] == ["up", ""]
    assert kept.entry("ada", begun.id).revision == revision
    with pytest.raises(ConversationGoneError):
        kept.amend("eve", begun.id, 0, liked)


def test_the_history_is_plain_text_of_the_turns_that_came_to_an_answer(kept, begun, memory):
    for position, turn in enumerate([Turn("a").after(Finished(memory)), Turn("b").failed("no"), Turn("c")]):
        kept.keep("ada", begun.id, position, turn)
    assert kept.history("ada", begun.id, before=3) == [
        {"role": "user", "content": "a"},
        {"role": "assistant", "content": memory.text},
    ]
    assert kept.history("ada", begun.id, before=0) == []


def test_the_list_has_the_latest_first(kept, begun):
    other = kept.begin("ada", "trending", "Other")
    kept.keep("ada", begun.id, 0, Turn("q"))
    assert [entry.id for entry in kept.entries("ada")] == [begun.id, other.id]
    assert [entry.id for entry in kept.entries("ada", limit=1)] == [begun.id]


@pytest.mark.parametrize("query", ["lemo", "MEMORY lemo", "1.93x", "ÉCOLE", "50%", "  "])
def test_the_list_is_searched_by_words_of_name_question_and_answer(kept, begun, memory, query):
    kept.begin("ada", "trending", "Something else")
    kept.keep("ada", begun.id, 0, Turn("Is it 50% at the école?").after(Finished(memory)))
    found = [entry.id for entry in kept.entries("ada", query)]
    assert found[0] == begun.id
    assert len(found) == (1 if query.strip() else 2)


@pytest.mark.parametrize("query", ["lemo missing", "%", "_", "'"])
def test_what_is_not_there_is_not_found(kept, begun, query):
    assert kept.entries("ada", query) == ()


def test_another_user_sees_and_changes_nothing(kept, begun):
    kept.keep("ada", begun.id, 0, Turn("q"))
    kept.rename("eve", begun.id, "Mine")
    kept.delete("eve", begun.id)
    assert kept.entries("eve") == ()
    for read in (kept.entry, kept.turns, kept.length):
        with pytest.raises(ConversationGoneError):
            read("eve", begun.id)
    with pytest.raises(ConversationGoneError):
        kept.keep("eve", begun.id, 0, Turn("x"))
    assert kept.entry("ada", begun.id).name == "How much memory does LeMo save?"


def test_a_conversation_is_renamed_but_never_to_nothing(kept, begun):
    kept.rename("ada", begun.id, " Memory\nof LeMo ")
    kept.rename("ada", begun.id, "  ")
    assert kept.entry("ada", begun.id).name == "Memory of LeMo"


def test_a_deleted_conversation_leaves_no_word_in_the_file(kept, begun):
    kept.keep("ada", begun.id, 0, Turn("unmistakable"))
    kept.delete("ada", begun.id)
    with pytest.raises(ConversationGoneError):
        kept.turns("ada", begun.id)
    for file in kept.path.parent.iterdir():
        assert b"unmistakable" not in file.read_bytes()


def test_writers_wait_for_each_other_and_nothing_is_lost(kept, begun):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda place: kept.keep("ada", begun.id, 0, Turn(str(place))), range(40)))
    assert kept.entry("ada", begun.id).revision == 40


def test_a_store_that_is_let_go_closes_its_file(kept, begun):
    path = kept.path
    del kept
    gc.collect()
    assert Conversations(path).entry("ada", begun.id) == begun


def test_a_turn_that_cannot_be_read_keeps_its_question(kept, begun):
    kept.keep("ada", begun.id, 0, Turn("q"))
    with sqlite3.connect(kept.path) as connection:
        connection.execute("UPDATE turns SET turn = x'00'")
    connection.close()
    (turn,) = kept.turns("ada", begun.id)
    assert (turn.question, turn.state) == ("q", "failed")


def test_a_file_that_is_something_else_is_left_alone_and_named(tmp_path):
    path = tmp_path / "conversations.sqlite"
    path.write_text("Not a database. " * 100)
    with pytest.raises(ConversationsError, match="cannot be read or kept"):
        Conversations(path).entries("ada")
    assert path.read_text().startswith("Not a database.")


def test_a_file_of_a_newer_version_is_left_alone(kept, begun):
    with sqlite3.connect(kept.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ConversationsError, match="newer version"):
        kept.entries("ada")


def test_a_long_name_is_cut():
    assert shortened("x" * 200) == "x" * 79 + "…"
