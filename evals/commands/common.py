"""What the commands share: options, settings, and how a report is handed over."""

import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from rag.settings import Settings, load_settings

if TYPE_CHECKING:
    from evals.report.document import Document

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


def command_given(context: typer.Context) -> str:
    """The command that is running, as anyone would give it: files by their names, no folder to write to."""
    words = [
        word
        for parameter in context.command.params
        if parameter.name not in {None, "out"}
        for word in _given(_flag(parameter), context.params.get(str(parameter.name)))
    ]
    return shlex.join(["footnote", "eval", str(context.info_name), *words])


def now() -> datetime:
    """The time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def fresh_folder(stem: str) -> Path:
    """A folder under `FOOTNOTE_HOME/reports` that is named after what is in it and the time.

    The web page shows the newest `report.json` in the folders there.
    """
    return load_settings().home / "reports" / f"{stem}-{now():%Y%m%d-%H%M%S}"


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


def _flag(parameter: Any) -> str:  # noqa: ANN401 - Typer shows no type for it
    """The long name of an option; nothing for an argument."""
    return max(parameter.opts, key=len) if parameter.param_type_name == "option" else ""


def _given(flag: str, value: object) -> Iterator[str]:
    """A parameter in the words of a command line; nothing where it was not given."""
    for one in value if isinstance(value, list | tuple) else [value]:
        if one is None or one is False:
            continue
        if flag:
            yield flag
        if one is not True:
            yield one.name if isinstance(one, Path) else str(one)
