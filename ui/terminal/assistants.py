"""The assistant that a command works with."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from corpus.library import Library
from rag.assistant import Assistant
from rag.errors import ModelError, WeightsError
from rag.progress import Report
from rag.settings import Settings
from ui.terminal.output import Output
from ui.terminal.progress import showing_progress
from ui.terminal.settings import settings_in_use


@contextmanager
def assistant_of(library: str | None, **changes: Any) -> Iterator[Assistant]:
    """The assistant of a library, as long as the context lasts.

    Args:
        library: by name; the one of the settings where none is given.
        changes: settings that the command line overrides; None leaves a setting as it is.

    Raises:
        SettingsError: a setting cannot be used.
        LibraryError: the library is not there or cannot be opened.
    """
    with closing(Assistant.from_settings(settings_in_use(**changes), library=library)) as assistant:
        yield assistant


@contextmanager
def keep_in_step(library: Library, settings: Settings) -> Iterator[Library]:
    """A library whose papers may be changed as long as the context lasts; its index follows in the end.

    Raises:
        FootnoteError: the index cannot be brought in step. The library is as it was made to be.
    """
    with closing(Assistant(library, settings=settings)) as assistant:
        before = library.generation
        yield library
        if library.generation != before:
            with showing_progress() as report:
                assistant.prepare_search(report)


def prepare(assistant: Assistant, report: Report) -> None:
    """Make an assistant ready. Where the chat model cannot be had, say so: answers are quotations then.

    Raises:
        FootnoteError: the papers cannot be searched.
    """
    assistant.prepare_search(report)
    try:
        assistant.prepare_model(report)
    except (WeightsError, ModelError) as error:
        Output(stderr=True).write(f"{error} Going on without a chat model.", "yellow")
