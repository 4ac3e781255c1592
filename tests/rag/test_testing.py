import doctest
import time

import pytest
from llama_index.core.llms import ChatMessage

import rag.testing
from rag.testing import ScriptedChatModel, TinyEmbedding

HELLO = [ChatMessage(role="user", content="Hello")]


def test_the_examples_in_the_documentation_hold():
    results = doctest.testmod(rag.testing)
    assert results.attempted > 0
    assert results.failed == 0


def test_replies_come_in_turn_and_the_last_one_stays():
    model = ScriptedChatModel(["one", "two"])
    assert [model.chat(HELLO).message.content for _ in range(3)] == ["one", "two", "two"]


def test_a_function_replies_to_the_messages():
    model = ScriptedChatModel(lambda messages: messages[-1].content.upper())
    assert model.chat(HELLO).message.content == "HELLO"
    assert model.complete("hi").text == "HI"
    assert [part.delta for part in model.stream_complete("a b")] == ["A", " B", ""]


def test_the_words_put_together_are_the_reply():
    reply = "  Two lines,\nand  spaces. "
    pieces = [part.delta for part in ScriptedChatModel([reply]).stream_chat(HELLO)]
    assert "".join(pieces) == reply
    assert len(pieces) == 5


async def test_coroutines_get_the_same():
    model = ScriptedChatModel(["one two"])
    assert (await model.achat(HELLO)).message.content == "one two"
    assert [part.delta async for part in await model.astream_chat(HELLO)] == ["one", " two", ""]


def test_it_can_break_off_at_a_word():
    def break_off(number):
        if number == 1:
            raise ConnectionError

    parts = ScriptedChatModel(["one two"], before_word=break_off).stream_chat(HELLO)
    assert next(parts).delta == "one"
    with pytest.raises(ConnectionError):
        next(parts)


def test_it_can_stall():
    model = ScriptedChatModel(["one"], before_word=lambda _: time.sleep(0.05))
    begun = time.monotonic()
    model.chat(HELLO)
    assert time.monotonic() - begun >= 0.05


@pytest.mark.parametrize("dimension", [8, 64])
def test_equal_texts_have_equal_vectors_of_length_one(dimension):
    embedding = TinyEmbedding(dimension)
    vector = embedding.get_text_embedding("Tokens, pruned.")
    assert vector == embedding.get_query_embedding("pruned tokens")
    assert len(vector) == dimension
    assert sum(number**2 for number in vector) == pytest.approx(1)


def test_a_text_without_words_has_a_vector_too():
    assert sum(TinyEmbedding().get_text_embedding("…")) == 1
