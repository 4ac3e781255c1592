"""Progress as a bar in the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from rag.progress import Progress, Report


@contextmanager
def progress_bars(console: Console | None = None) -> Iterator[Report]:
    """Show one bar for each task that is reported, while the context lasts.

    Args:
        console: where to draw; the terminal's error stream when none is given.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console or Console(stderr=True), transient=True) as bars:
        rows = {}

        def report(progress: Progress) -> None:
            if progress.task not in rows:
                rows[progress.task] = bars.add_task(progress.task, total=None)
            bars.update(rows[progress.task], completed=progress.done, total=progress.total or None)

        yield report
