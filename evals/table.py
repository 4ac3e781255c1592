"""The table that a benchmark prints: what was measured, the figure here, and the goal."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

MEBIBYTE = 2**20


@dataclass(frozen=True)
class Row:
    """One line of the table; a figure without a goal is there to be read beside the others."""

    what: str
    figure: str
    goal: str = ""


def print_table(rows: Iterable[Row], title: str | None = None) -> None:
    """Print the lines on the standard output."""
    table = Table("measured", "here", "goal", title=title)
    for row in rows:
        table.add_row(row.what, row.figure, row.goal)
    Console().print(table)
