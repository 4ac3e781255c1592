"""`footnote eval compare`."""

from pathlib import Path
from typing import Annotated

import typer

from evals.commands.common import Out, fresh_folder, hand_over


def compare(
    before: Annotated[Path, typer.Argument(help="The folder of the first run.")],
    after: Annotated[Path, typer.Argument(help="The folder of the second run.")],
    *,
    out: Out = None,
) -> None:
    """Hold two runs of the same questions side by side, and say whether the change is more than noise."""
    from evals.comparison import compare as compared
    from evals.report.comparison import comparison_document
    from evals.run import RunFolder

    comparison = compared(RunFolder(before), RunFolder(after))
    hand_over(comparison_document(comparison), out or fresh_folder("compare"))
