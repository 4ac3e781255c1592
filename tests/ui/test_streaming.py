import asyncio
import threading

import pytest

from corpus.errors import FootnoteError
from rag.answer import TextWritten
from ui.streaming import events

WORDS = [TextWritten(str(number)) for number in range(3)]


async def read(stream):
    return [event async for event in events(stream)]


async def test_every_event_comes_through_in_order():
    assert await read(iter(WORDS)) == WORDS


async def test_an_error_comes_through():
    def broken():
        yield WORDS[0]
        raise FootnoteError("It broke.")

    with pytest.raises(FootnoteError, match="It broke"):
        await read(broken())


async def test_the_loop_goes_on_while_an_event_is_awaited():
    gate = threading.Event()

    def waiting():
        gate.wait(5)
        yield WORDS[0]

    reading = asyncio.create_task(read(waiting()))
    await asyncio.sleep(0.02)
    gate.set()
    assert await asyncio.wait_for(reading, 5) == WORDS[:1]


async def test_leaving_between_two_events_closes_the_stream():
    closed = threading.Event()

    def closable():
        try:
            yield from WORDS
        finally:
            closed.set()

    stream = events(closable())
    await anext(stream)
    await stream.aclose()
    assert closed.is_set()


async def test_leaving_during_an_event_does_not_wait_for_it_and_closes_the_stream_afterwards():
    gate, closed = threading.Event(), threading.Event()

    def slow():
        try:
            gate.wait(5)
            yield from WORDS
        finally:
            closed.set()

    reading = asyncio.create_task(read(slow()))
    await asyncio.sleep(0.05)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(reading, 1)
    assert not closed.is_set()
    gate.set()
    assert await asyncio.to_thread(closed.wait, 5)
