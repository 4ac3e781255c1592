"""What the commands share: options, settings, and how a report is handed over."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from rag.settings import Settings, load_settings

if TYPE_CHECKING:
    from evals.report.document import Document

REPORTS = Path("reports")

Folder = Annotated[Path, typer.Argument(help="The folder of the data.")]
Run = Annotated[Path, typer.Argument(help="The folder of a run.")]
Out = Annotated[Path | None, typer.Option(help="Where to write; a folder with a stopped run resumes it.")]
Model = Annotated[str | None, typer.Option(help="The chat model, as in FOOTNOTE_LLM.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many, each kind in its share.")]


def settings_with(model: str | None) -> Settings:
    """The settings of this process, with another chat model where one is given.

    Raises:
        SettingsError: a setting cannot be used.
    """
    settings = load_settings()
    return settings.model_copy(update={"llm": model}) if model else settings


def now() -> datetime:
    """The time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def fresh_folder(stem: str) -> Path:
    """A folder under `reports` that is named after what is in it and the time."""
    return REPORTS / f"{stem}-{now():%Y%m%d-%H%M%S}"


def say(text: str) -> None:
    """Print a line of plain text."""
    Console(highlight=False).print(Text(text), soft_wrap=True)


def hand_over(document: "Document", folder: Path, stem: str = "report") -> None:
    """Write a report in its three forms, and print its verdict and where it is.

    Raises:
        EvaluationError: the folder cannot be written.
        MissingExtraError: jinja2 is not installed.
    """
    from evals.report.writing import write_report

    written = write_report(document, folder, stem)
    for sentence in document.verdict:
        say(sentence)
    say(f"Report: {written.html}")
