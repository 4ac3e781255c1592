"""Reading a blocking stream of events without blocking the loop."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from contextlib import closing
from typing import Generic, TypeVar

from anyio import to_thread

Event = TypeVar("Event")


async def batches(begin: Callable[[], Iterator[Event]]) -> AsyncGenerator[list[Event], None]:
    """The events of a stream, each time all that have arrived since the last.

    A page that is slower than the stream thus draws fewer moments, and never lags behind. Leaving
    early does not wait for the event under way: the stream is closed once that has come.

    Args:
        begin: begins the stream; it is called and read in a worker thread.
    """
    reader = _Reader(begin)
    reading = asyncio.ensure_future(to_thread.run_sync(reader.read, abandon_on_cancel=True))
    reading.add_done_callback(reader.end)
    try:
        while batch := await reader.arrived():
            yield batch
        await reading
    finally:
        reader.leave()
        reading.cancel()


class _Reader(Generic[Event]):
    """Reads a stream in a thread, and hands its events over to the loop that made the reader."""

    def __init__(self, begin: Callable[[], Iterator[Event]]) -> None:
        self._stream = _closable(begin)
        self._loop = asyncio.get_running_loop()
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()
        self._left = threading.Event()

    def read(self) -> None:
        """Read to the end, or until its consumer has left. To be called in a thread."""
        with closing(self._stream) as stream:
            for event in stream:
                if self._left.is_set():
                    return
                self._loop.call_soon_threadsafe(self._events.put_nowait, event)

    def end(self, _: object) -> None:
        """Note that nothing more will come."""
        self._events.put_nowait(None)

    def leave(self) -> None:
        """Have the thread stop at its next event."""
        self._left.set()

    async def arrived(self) -> list[Event]:
        """What has arrived, at least one event; nothing at the end."""
        batch = [await self._events.get()]
        while not self._events.empty():
            batch.append(self._events.get_nowait())
        if batch[-1] is None and len(batch) > 1:
            self._events.put_nowait(batch.pop())
        return [event for event in batch if event is not None]


def _closable(begin: Callable[[], Iterator[Event]]) -> Generator[Event, None, None]:
    yield from begin()
