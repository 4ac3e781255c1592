"""The suites: questions through Footnote and its rival, claims through its check."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import Protocol

from corpus.paper import Paper
from evals.answers import FootnoteUnderTest
from evals.baseline import CitationRival
from evals.checking import Checked, Pair, check_pair
from evals.log import Log
from evals.models import Models
from evals.question import Question
from evals.result import Result
from evals.run import RunFolder, System
from evals.running import run_all
from evals.workspace import Workspace, temporary_workspace
from rag.assistant import Assistant
from rag.progress import Report, unreported
from rag.settings import Settings


class Answerer(Protocol):
    """Answers questions until it is closed."""

    def __call__(self, question: Question, /) -> Result:
        """The result of one question; one that fails has an error."""

    def close(self) -> None:
        """Let go of what it holds."""


SYSTEMS: dict[System, Callable[[Workspace, Models], Answerer]] = {
    "answers": FootnoteUnderTest,
    "baseline": CitationRival,
}
_TASKS: dict[System, str] = {"answers": "Asking Footnote", "baseline": "Asking the rival"}


def measure_answers(
    run: RunFolder,
    questions: Sequence[Question],
    models: Models,
    settings: Settings,
    systems: Sequence[System],
    report: Report = unreported,
) -> None:
    """Ask each system every question of the run that it has no result for yet.

    Args:
        run: the folder, begun.
        questions: those of the run.
        models: what embeds and writes.
        settings: those of the product.
        systems: which systems, in order.
        report: is told after each question.

    Raises:
        EvaluationError: a system keeps failing; what was done is kept.
        FootnoteError: a library or an index cannot be made.
    """
    with temporary_workspace(list(run.papers().values()), settings) as workspace:
        for system in systems:
            with closing(SYSTEMS[system](workspace, models)) as answerer:
                run_all(questions, answerer, run.results(system), task=_TASKS[system], report=report)


def measure_checks(
    pairs: Sequence[Pair],
    papers: Sequence[Paper],
    models: Models,
    settings: Settings,
    log: Log[Checked],
    report: Report = unreported,
) -> None:
    """Check the pairs that the log lacks.

    Args:
        pairs: those of the run.
        papers: of the whole set; how telling a word is depends on them.
        models: what embeds and writes.
        settings: those of the product.
        log: where the verdicts are kept.
        report: is told after each pair.

    Raises:
        EvaluationError: the check keeps failing; what was done is kept.
        FootnoteError: a library or an index cannot be made.
    """
    with temporary_workspace(papers, settings) as workspace:
        library, place = workspace.library(), workspace.settings
        assistant = Assistant(library, embedding=models.embedding, llm=models.llm, settings=place)
        with closing(assistant):
            attempt = partial(check_pair, assistant)
            run_all(pairs, attempt, log, task="Checking claims", report=report)
