"""Repairing what can be repaired: the library from itself, the index from the library."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from ui.diagnosis.finding import Finding
from ui.diagnosis.index import index

if TYPE_CHECKING:
    from rag.progress import Report
    from rag.settings import Settings


def repair(settings: "Settings", report: "Report") -> Iterator[Finding]:
    """What was repaired of the library that is asked when none is named, and of its index; nothing else.

    Raises:
        FootnoteError: something cannot be repaired; nothing is lost by the attempt.
    """
    yield from _library(settings)
    if any(found.state != "ok" for found in index(settings)):
        yield from _index(settings, report)


def _library(settings: "Settings") -> Iterator[Finding]:
    from corpus.errors import LibraryDamagedError
    from corpus.library import Library
    from corpus.restoring import rescue
    from rag.libraries import library_path

    path = library_path(settings, settings.library)
    if not path.exists():
        return
    try:
        with closing(Library.create(path)) as held:
            if not held.flaws():
                return
            flaws = held.mend()
    except LibraryDamagedError as error:
        flaws = [error.happened]
    if not flaws:
        yield Finding("library", "ok", "mended: its indexes were made anew from its papers")
        return
    rescued = rescue(path)
    told = f"{rescued.papers:,} papers could be read and are in a new file; the old one is {rescued.aside}"
    yield Finding("library", "ok", told, "Add the files of its papers again, or restore a backup.")


def _index(settings: "Settings", report: "Report") -> Iterator[Finding]:
    from rag.assistant import Assistant

    with closing(Assistant.from_settings(settings)) as assistant:
        assistant.prepare_search(report)
        assistant.rebuild(report)
    yield Finding("index", "ok", "built anew from the library")
