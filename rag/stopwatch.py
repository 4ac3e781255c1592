"""Seconds by step."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stopwatch:
    """Measures named steps; the times of a step that runs more than once add up."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._begun = clock()
        self._seconds: dict[str, float] = {}

    @contextmanager
    def measure(self, step: str) -> Iterator[None]:
        """Add the time of the block to a step."""
        begun = self._clock()
        try:
            yield
        finally:
            self._seconds[step] = self._seconds.get(step, 0.0) + self._clock() - begun

    def mark(self, moment: str) -> None:
        """Note when something first happened, in seconds from the beginning."""
        self._seconds.setdefault(moment, self._clock() - self._begun)

    def seconds(self) -> dict[str, float]:
        """Every step, and the total so far."""
        return {**self._seconds, "total": self._clock() - self._begun}
