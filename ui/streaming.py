"""Reading a blocking stream of events without blocking the page."""

import threading
from collections.abc import AsyncGenerator, Generator, Iterator

from anyio import to_thread

from rag.answer import Event


async def events(stream: Iterator[Event]) -> AsyncGenerator[Event, None]:
    """The events of a stream, each awaited in a worker thread.

    Leaving early does not wait for the event under way: the stream is closed once that has come.
    """
    reader = _Reader(stream)
    try:
        while (event := await to_thread.run_sync(reader.read, abandon_on_cancel=True)) is not None:
            yield event
    finally:
        reader.leave()


class _Reader:
    """Reads one event at a time. Whoever is last in the stream after leaving closes it."""

    def __init__(self, stream: Iterator[Event]) -> None:
        self._stream = _closable(stream)
        self._reading = threading.Lock()
        self._left = False

    def read(self) -> Event | None:
        with self._reading:
            event = None if self._left else next(self._stream, None)
        if self._left:
            self.leave()
        return event

    def leave(self) -> None:
        self._left = True
        if not self._reading.acquire(blocking=False):
            return
        try:
            self._stream.close()
        finally:
            self._reading.release()


def _closable(stream: Iterator[Event]) -> Generator[Event, None, None]:
    yield from stream
