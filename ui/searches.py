"""Searches before all else: who asks is shown sources before the answers of others go on."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Searches:
    """The searches under way, as many at once as there are cores. Any thread may search.

    More at once would all end late: threads of Python take turns at one lock, and the page, which tells
    of what was found, is one of them.
    """

    def __init__(self) -> None:
        self._room = threading.Semaphore(os.cpu_count() or 1)
        self._changed = threading.Condition()
        self._under_way = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """A search, begun as soon as there is room."""
        with self._changed:
            self._under_way += 1
        try:
            with self._room:
                yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def let_pass(self, seconds: float) -> None:
        """Wait until no search is under way, for so many seconds at most."""
        with self._changed:
            self._changed.wait_for(lambda: not self._under_way, seconds)
