"""`footnote eval answers`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from evals.commands.common import (
    Limit,
    Model,
    Out,
    command_given,
    fresh_folder,
    hand_over,
    now,
    say,
    settings_with,
)
from evals.question import QUESTION_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.paper import Paper
    from evals.choosing import Part
    from evals.question import Question
    from evals.run import RunFolder, System
    from rag.settings import Settings


class Split(StrEnum):
    """A half of the question set, or both; or the questions that are there to fit to alone."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"
    TUNING = "tuning"


PARTS: "dict[Split, Part]" = {Split.DEV: "dev", Split.TEST: "test", Split.ALL: "all", Split.TUNING: "all"}
"""Which half of its set each is; what is there to fit to has none."""
Kind = StrEnum("Kind", {kind.upper(): kind for kind in QUESTION_TYPES})  # type: ignore[misc]

Halves = Annotated[
    Split | None,
    typer.Option(
        help="Which questions: a half, both, or those to fit to alone. Nothing is fitted to test.",
        show_default="dev, or all of your own",
    ),
]
Kinds = Annotated[list[Kind] | None, typer.Option("--type", help="Only questions of this type.")]
Rival = Annotated[bool, typer.Option("--baseline", help="Put them to LlamaIndex's own parts too.")]
Own = Annotated[Path | None, typer.Option("--questions", help="Your own: a JSON-lines file or a folder.")]
Name = Annotated[str | None, typer.Option(help="A library of yours that --questions are about.")]
PubMedQA = Annotated[Path | None, typer.Option(help="PubMedQA's folder instead: all of it must be refused.")]


def answers(  # noqa: PLR0913 - one parameter for each option
    context: typer.Context,
    *,
    split: Halves = None,
    kind: Kinds = None,
    limit: Limit = None,
    model: Model = None,
    baseline: Rival = False,
    own: Own = None,
    library: Name = None,
    pubmedqa: PubMedQA = None,
    out: Out = None,
) -> None:
    """Put questions about the built-in papers to Footnote, and report what the answers are worth.

    A run that was stopped goes on when the same command is given with `--out` and its folder.
    """
    from evals.choosing import choose
    from evals.report.answers import answers_document
    from evals.run import RunFolder

    papers = _papers(library)
    part = split or (Split.ALL if own or pubmedqa else Split.DEV)
    chosen = choose(
        _question_set(papers, part, own, pubmedqa),
        part=PARTS[part],
        types=[str(it) for it in kind or ()],
        limit=limit,
    )
    run = RunFolder(out or fresh_folder("answers"))
    say(f"{len(chosen)} questions; if stopped, resume with: --out {run.path}")
    systems: tuple[System, ...] = ("answers", "baseline") if baseline else ("answers",)
    _measure(
        run,
        chosen,
        papers,
        settings_with(model),
        split=part.value,
        systems=systems,
        command=command_given(context),
    )
    hand_over(answers_document(run), run.path)


def _measure(
    run: "RunFolder",
    chosen: "Sequence[Question]",
    papers: "Mapping[str, Paper]",
    settings: "Settings",
    *,
    split: str,
    systems: "Sequence[System]",
    command: str,
) -> None:
    from evals.models import load_models, weights_hash
    from evals.progress_bar import progress_bars
    from evals.record import make_record
    from evals.suite import measure_answers

    with progress_bars(Console(stderr=True)) as report:
        models = load_models(settings, report)
        record = make_record(
            created=now().isoformat(),
            command=command,
            split=split,
            questions=chosen,
            papers=papers.values(),
            model=models.name,
            weights=weights_hash(settings),
            settings=settings,
        )
        run.begin(record, chosen, list(papers.values()))
        measure_answers(run, chosen, models, settings, systems, report)


def _papers(library: str | None) -> "dict[str, Paper]":
    """The papers of a library by id, of the built-in page where none is named.

    Raises:
        LibraryError: it is not there or cannot be opened.
    """
    from contextlib import closing

    from corpus.builtin import trending_papers_path
    from corpus.readers import read
    from rag.libraries import open_library

    if library is None:
        return {paper.id: paper for paper in read(trending_papers_path())}
    with closing(open_library(settings_with(None), library)) as opened:
        return {paper.id: paper for paper in opened.papers()}


def _question_set(
    papers: "Mapping[str, Paper]", part: Split, own: Path | None, pubmedqa: Path | None
) -> "tuple[Question, ...]":
    """The whole set that is chosen from.

    Raises:
        ReadError: a file cannot be read.
        BadRecordError: a line of one is faulty.
    """
    from evals.pubmedqa import load_pubmedqa
    from evals.questions import BUILT_IN, TUNING, load

    if pubmedqa:
        return load_pubmedqa(pubmedqa)
    return load(own or (TUNING if part is Split.TUNING else BUILT_IN), papers)
