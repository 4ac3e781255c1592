"""`footnote eval report`."""

from evals.commands.common import Run, hand_over


def report(run: Run) -> None:
    """Write the report of a run anew, also of one that is not complete."""
    from evals.report.answers import answers_document
    from evals.run import RunFolder

    folder = RunFolder(run)
    hand_over(answers_document(folder), folder.path)
