"""How far a long task has come, on the error stream: a bar in a terminal, a line now and then elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from threading import Lock
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.table import Column
from rich.text import Text

from rag.progress import Progress

TENTHS = 10
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
        bars = Bars(*columns, console=self._console, transient=True, expand=True)
        bars.start()
        return bars


class Lines:
    """A line when a task begins, and one for each tenth of it that is done."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told: tuple[str, int] | None = None

    def __call__(self, progress: Progress) -> None:
        """Tell how far a task has come, if that is news."""
        tenth = TENTHS * progress.done // progress.total if progress.total else 0
        if (progress.task, tenth) != self._told:
            self._told = (progress.task, tenth)
            line = f"{progress.task}: {_amount(progress.done, progress.total or None, progress.unit)}"
            self._console.print(Text(line), soft_wrap=True)

    def clear(self) -> None:
        """Lines that are written stay."""

    def close(self) -> None:
        """There is nothing to end."""


def _show(progress: Progress, bars: Bars) -> None:
    """Let the one bar be the task's own, and show how far it has come."""
    if progress.task not in {task.description for task in bars.tasks}:
        for other in bars.task_ids:
            bars.remove_task(other)
        bars.add_task(progress.task, total=None, unit=progress.unit)
    bars.update(bars.task_ids[0], completed=progress.done, total=progress.total or None)


class _Amount(ProgressColumn):
    def get_table_column(self) -> Column:
        return Column(no_wrap=True)

    def render(self, task: Task) -> Text:
        total = None if task.total is None else int(task.total)
        return Text(_amount(int(task.completed), total, task.fields["unit"]))


class _Rate(ProgressColumn):
    def get_table_column(self) -> Column:
        return Column(no_wrap=True)

    def render(self, task: Task) -> Text:
        speed = task.speed or 0.0
        rate = f"{speed / _MB:.1f} MB" if task.fields["unit"] == "bytes" else f"{speed:,.0f}"
        return Text(f"{rate}/s" if speed else "", style="dim")


def _amount(done: int, total: int | None, unit: str) -> str:
    """Such as "412 of 1,117 MB", or "512 papers" where the total is not known."""
    if unit == "bytes":
        done, total, unit = done // _MB, None if total is None else total // _MB, "MB"
    return f"{done:,} {unit}" if total is None else f"{done:,} of {total:,} {unit}"
