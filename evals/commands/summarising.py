"""`footnote eval results`."""

from pathlib import Path
from typing import Annotated

import typer

from evals.commands.common import say

Reports = Annotated[list[Path], typer.Argument(help="The folders of reports, in the order of the page.")]
Page = Annotated[Path, typer.Option(help="The page to write; its pictures go into a folder beside it.")]


def results(reports: Reports, *, out: Page = Path("RESULTS.md")) -> None:
    """Write the figures of several reports, with the commands that gave them, as one page of Markdown."""
    from evals.report.summary import read_report, summarise
    from evals.report.writing import write_texts

    pictures = out.parent / out.stem.casefold()
    summary = summarise([read_report(folder) for folder in reports], pictures.name)
    write_texts({out: summary.text, **{pictures / name: svg for name, svg in summary.pictures.items()}})
    say(f"Results: {out}")
