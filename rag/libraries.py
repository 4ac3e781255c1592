"""The libraries under FOOTNOTE_HOME, by name."""

import re
from pathlib import Path

from corpus.builtin import trending_papers_path
from corpus.errors import LibraryNotFoundError
from corpus.library import Library
from corpus.readers import read
from rag.errors import SettingsError
from rag.settings import Settings

BUILT_IN = "trending"
_NAME = re.compile(r"[\w][\w.-]{0,63}")


def library_path(settings: Settings, name: str) -> Path:
    """The file of a library.

    Raises:
        SettingsError: the name cannot be one.
    """
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"“{name}” cannot name a library.",
            remedy="Use letters, digits, dots, dashes and underscores, 64 at most.",
        )
    return settings.libraries / f"{name}.sqlite"


def open_library(settings: Settings, name: str | None = None) -> Library:
    """A library by name; the built-in one is made from its page when it is first opened.

    Raises:
        LibraryError: it is not there or cannot be opened.
        SettingsError: the name cannot be one.
    """
    name = name or settings.library
    path = library_path(settings, name)
    if path.exists():
        return Library.create(path)
    if name != BUILT_IN:
        raise LibraryNotFoundError(
            f"There is no library “{name}”.", remedy=f"Make it with `footnote add FILE --library {name}`."
        )
    library = Library.create(path)
    library.add(read(trending_papers_path()))
    return library


def library_names(settings: Settings) -> tuple[str, ...]:
    """The libraries that can be opened by name, in the order of the alphabet."""
    kept = {path.stem for path in settings.libraries.glob("*.sqlite")}
    return tuple(sorted(kept | {BUILT_IN, settings.library}))


def library_to_fill(settings: Settings, name: str | None) -> Library:
    """A library by name, made where it is not there.

    Raises:
        LibraryError: it cannot be opened.
        SettingsError: the name cannot be one.
    """
    try:
        return open_library(settings, name)
    except LibraryNotFoundError:
        return Library.create(library_path(settings, name or settings.library))
