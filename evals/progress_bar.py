"""A bar for each task that reports its progress."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from rag.progress import Progress, Report


class Amount(ProgressColumn):
    """How much is done of how much, in the unit of the task."""

    def render(self, task: Task) -> Text:
        """Sizes for bytes, counts for everything else."""
        write = decimal if task.fields["unit"] == "bytes" else str
        total = f" of {write(int(task.total))}" if task.total else ""
        return Text(f"{write(int(task.completed))}{total} {_unit(task)}".rstrip(), style="dim")


@contextmanager
def progress_bars(console: Console) -> Iterator[Report]:
    """Bars on a console, for as long as the context lasts."""
    columns = (TextColumn("{task.description}"), BarColumn(), Amount(), TimeRemainingColumn())
    with Bars(*columns, console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def report(progress: Progress) -> None:
            if progress.task not in tasks:
                tasks[progress.task] = bars.add_task(progress.task, total=None, unit=progress.unit)
            bars.update(tasks[progress.task], completed=progress.done, total=progress.total or None)

        yield report


def _unit(task: Task) -> str:
    return "" if task.fields["unit"] == "bytes" else str(task.fields["unit"])
