import asyncio
import threading

import pytest

from corpus.errors import FootnoteError
from rag.streaming import batches
from rag.values import TextWritten

WORDS = [TextWritten(str(number)) for number in range(3)]


async def read(begin):
    return [event async for batch in batches(begin) for event in batch]


async def test_every_event_comes_through_in_order():
    assert await read(lambda: iter(WORDS)) == WORDS


async def test_a_stream_of_nothing_ends():
    assert await read(lambda: iter(())) == []


async def test_events_that_arrive_together_are_one_batch():
    arrived = batches(lambda: iter(WORDS * 20))
    await anext(arrived)
    await asyncio.sleep(0.05)
    rest = [batch async for batch in arrived]
    assert len(rest) <= 1


async def test_an_error_comes_after_the_events_before_it():
    def broken():
        yield from WORDS
        raise FootnoteError("It broke.")

    came = []

    async def collect():
        async for batch in batches(broken):
            came.extend(batch)

    with pytest.raises(FootnoteError, match="It broke"):
        await collect()
    assert came == WORDS


async def test_an_error_in_beginning_comes_through():
    def refusing():
        raise FootnoteError("Too long.")

    with pytest.raises(FootnoteError, match="Too long"):
        await read(refusing)


async def test_the_stream_is_begun_and_read_outside_of_the_loop():
    threads = set()

    def noting():
        threads.add(threading.current_thread())
        return iter(WORDS)

    await read(noting)
    assert threading.current_thread() not in threads


async def test_the_loop_goes_on_while_an_event_is_awaited():
    gate = threading.Event()

    def waiting():
        gate.wait(5)
        yield WORDS[0]

    reading = asyncio.create_task(read(waiting))
    await asyncio.sleep(0.02)
    gate.set()
    assert await asyncio.wait_for(reading, 5) == WORDS[:1]


async def test_leaving_does_not_wait_for_the_event_under_way_and_closes_the_stream_afterwards():
    gate, closed = threading.Event(), threading.Event()

    def slow():
        try:
            yield WORDS[0]
            gate.wait(5)
            yield from WORDS
        finally:
            closed.set()

    reading = asyncio.create_task(read(slow))
    await asyncio.sleep(0.05)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(reading, 1)
    assert not closed.is_set()
    gate.set()
    assert await asyncio.to_thread(closed.wait, 5)
