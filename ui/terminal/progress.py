"""How far a long task has come, on the error stream: a bar in a terminal, a line now and then elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from math import floor, log10
from threading import Lock
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.table import Column
from rich.text import Text

from rag.progress import Progress

TENTHS = 10
RATE_OVER = 120.0
"""Over how many seconds at most the rate is taken: papers come in batches, seconds apart."""
FEW_SECONDS = 90
"""More than these are told in minutes."""
DIGITS = 2
"""Of an estimate."""
_MB = 1_000_000


class Display(Protocol):
    """Shows reports of progress. A report may come from any thread."""

    def __call__(self, progress: Progress) -> None:
        """Show how far a task has come."""

    def clear(self) -> None:
        """Take away what is shown; the next report shows it again."""

    def close(self) -> None:
        """Take away what is shown, and show nothing any more."""


@contextmanager
def showing_progress(console: Console | None = None) -> Iterator[Display]:
    """A display that lasts as long as the context.

    Args:
        console: where to draw; the error stream when none is given.
    """
    console = console or Console(stderr=True)
    with closing(Bar(console) if console.is_terminal else Lines(console)) as display:
        yield display


def bytes_of(task: str, display: Display) -> Callable[[int, int], None]:
    """What is told how many of how many bytes of a task are done, and shows it."""
    return lambda done, total: display(Progress(task, done, total))


class Bar:
    """One bar, for the task that was reported last: amount, rate and time left."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bars: Bars | None = None
        self._is_closed = False
        self._lock = Lock()

    def __call__(self, progress: Progress) -> None:
        """Show how far a task has come."""
        with self._lock:
            if not self._is_closed:
                self._bars = self._bars or self._begun()
                _show(progress, self._bars)

    def clear(self) -> None:
        """Take the bar away, and give the cursor back."""
        with self._lock:
            if self._bars:
                self._bars.stop()
            self._bars = None

    def close(self) -> None:
        """The same, for good."""
        self.clear()
        self._is_closed = True

    def _begun(self) -> Bars:
        name = TextColumn(
            "{task.description}", table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis")
        )
        columns = (name, BarColumn(20), _Amount(), _Rate(), TimeRemainingColumn())
        bars = Bars(
            *columns, console=self._console, transient=True, expand=True, speed_estimate_period=RATE_OVER
        )
        bars.start()
        return bars


class Lines:
    """A line when a task begins, and one for each tenth of it that is done, with rate and time left.

    Args:
        console: where to write.
        clock: tells the seconds.
    """

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._told: tuple[str, int] | None = None
        self._pace: _Pace | None = None

    def __call__(self, progress: Progress) -> None:
        """Tell how far a task has come, if that is news."""
        if self._pace is None or self._pace.task != progress.task:
            self._pace = _Pace(progress, self._clock())
        tenth = TENTHS * progress.done // progress.total if progress.total else 0
        if (progress.task, tenth) != self._told:
            self._told = (progress.task, tenth)
            parts = (_amount_of(progress), *self._pace.parts(progress, self._clock()))
            self._console.print(Text(f"{progress.task}: {', '.join(parts)}"), soft_wrap=True)

    def clear(self) -> None:
        """Lines that are written stay."""

    def close(self) -> None:
        """There is nothing to end."""


class _Pace:
    """How fast a task goes, since it was first heard of.

    Args:
        begun: the first report.
        now: when that was, in seconds.
    """

    def __init__(self, begun: Progress, now: float) -> None:
        self.task = begun.task
        self._done = begun.done
        self._time = now

    def parts(self, progress: Progress, now: float) -> Iterator[str]:
        """Rate and time left, as far as they can be told."""
        done, seconds = progress.done - self._done, now - self._time
        if done <= 0 or seconds <= 0:
            return
        rate = done / seconds
        yield _rate(rate, progress.unit)
        if progress.total > progress.done:
            yield f"{_duration((progress.total - progress.done) / rate)} left"


def _show(progress: Progress, bars: Bars) -> None:
    """Let the one bar be the task's own, and show how far it has come."""
    if progress.task not in {task.description for task in bars.tasks}:
        for other in bars.task_ids:
            bars.remove_task(other)
        bars.add_task(progress.task, total=None, amount="", unit=progress.unit)
    bars.update(
        bars.task_ids[0],
        completed=progress.done,
        total=progress.total or None,
        amount=_amount_of(progress),
    )


class _Amount(ProgressColumn):
    def get_table_column(self) -> Column:
        return Column(no_wrap=True)

    def render(self, task: Task) -> Text:
        return Text(task.fields["amount"])


class _Rate(ProgressColumn):
    def get_table_column(self) -> Column:
        return Column(no_wrap=True)

    def render(self, task: Task) -> Text:
        return Text(_rate(task.speed, task.fields["unit"]) if task.speed else "", style="dim")


def _amount_of(progress: Progress) -> str:
    """Such as "412 of 1,117 MB", "500 of about 57,000 papers", or "500 papers" where no total is known."""
    done, total, unit = progress.done, progress.total, str(progress.unit)
    if unit == "bytes":
        done, total, unit = done // _MB, total // _MB, "MB"
    if not progress.total:
        return f"{done:,} {unit}"
    if progress.estimated:
        return f"{done:,} of about {_rounded(total):,} {unit}"
    return f"{done:,} of {total:,} {unit}"


def _rounded(number: int) -> int:
    return round(number, DIGITS - 1 - floor(log10(number)))


def _rate(speed: float, unit: str) -> str:
    return f"{speed / _MB:.1f} MB/s" if unit == "bytes" else f"{speed:,.0f}/s"


def _duration(seconds: float) -> str:
    """Such as "45 s", "12 min", or "3 h 5 min"."""
    minutes, hours = round(seconds / 60), int(seconds / 60 + 0.5) // 60
    if seconds < FEW_SECONDS:
        return f"{max(1, round(seconds))} s"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"
