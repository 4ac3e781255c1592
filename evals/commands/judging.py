"""`footnote eval judge`."""

from typing import Annotated

import typer
from rich.console import Console

from evals.commands.common import Run, hand_over, settings_with


def judge(
    run: Run,
    *,
    model: Annotated[str, typer.Option(help="The model that judges, as in FOOTNOTE_LLM.")],
) -> None:
    """Ask a language model for its opinion of each answer of a run. An opinion is no measurement."""
    from evals.judge import Judge, judging_model
    from evals.progress_bar import progress_bars
    from evals.report.answers import answers_document
    from evals.run import RunFolder
    from evals.running import run_all

    folder = RunFolder(run)
    with progress_bars(Console(stderr=True)) as report:
        judging = Judge(judging_model(settings_with(model), report))
        log = folder.opinions(judging.name)
        run_all(
            [case for case in folder.cases() if not case.error], judging, log, task="Judging", report=report
        )
    hand_over(answers_document(folder), folder.path)
