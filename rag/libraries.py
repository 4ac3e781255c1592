"""The libraries under FOOTNOTE_HOME, by name."""

import re
from dataclasses import dataclass
from pathlib import Path

from corpus.builtin import trending_papers_path
from corpus.connections import BUSY_TIMEOUT
from corpus.errors import FootnoteError, LibraryNotFoundError
from corpus.library import Library
from corpus.readers import read
from rag.errors import SettingsError
from rag.settings import Settings

BUILT_IN = "trending"
ALL = "all"
"""What stands for every library together. They are asked and searched; papers are kept in one of them."""
_NAME = re.compile(r"[\w][\w.-]{0,63}")


def library_path(settings: Settings, name: str) -> Path:
    """The file of a library.

    Raises:
        SettingsError: the name cannot be one.
    """
    if name == ALL:
        raise SettingsError(
            f"“{ALL}” stands for every library together, which can be asked, searched and checked against.",
            remedy="For anything else name one of them; `footnote libraries` lists them.",
        )
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"“{name}” cannot name a library.",
            remedy="Use letters, digits, dots, dashes and underscores, 64 at most.",
        )
    return settings.libraries / f"{name}.sqlite"


def open_library(
    settings: Settings, name: str | None = None, *, busy_timeout: float = BUSY_TIMEOUT
) -> Library:
    """A library by name; the built-in one is made from its page when it is first opened.

    Args:
        settings: say where libraries are kept.
        name: of the library; the one of the settings where none is given.
        busy_timeout: the seconds to wait while another process writes.

    Raises:
        LibraryError: it is not there or cannot be opened.
        SettingsError: the name cannot be one.
    """
    name = name or settings.library
    path = library_path(settings, name)
    if name == BUILT_IN:
        return _filled(Library.create(path, busy_timeout=busy_timeout))
    if not path.exists():
        raise LibraryNotFoundError(
            f"There is no library “{name}”.", remedy=f"Make it with `footnote add FILE --library {name}`."
        )
    return Library.create(path, busy_timeout=busy_timeout)


def _filled(library: Library) -> Library:
    """The built-in library with its papers, which it lacks when it is new or its making was interrupted.

    They are kept all at once or not at all, and where another process puts them in too, the later of the
    two finds them there.
    """
    try:
        if library.generation == 0:
            library.add(read(trending_papers_path()))
    except BaseException:
        library.close()
        raise
    return library


@dataclass(frozen=True)
class Shelf:
    """Libraries that were opened, at least one, and what is said of each that could not be."""

    libraries: tuple[Library, ...]
    absent: tuple[str, ...] = ()


def open_libraries(settings: Settings, name: str | None = None) -> Shelf:
    """The library of a name; for `all`, every one that can be opened, in the order of the alphabet.

    Raises:
        LibraryError: it cannot be opened, or not one of all.
        SettingsError: the name cannot be one.
    """
    name = name or settings.library
    return _every_library(settings) if name == ALL else Shelf((open_library(settings, name),))


def _every_library(settings: Settings) -> Shelf:
    opened: list[Library] = []
    errors: dict[str, FootnoteError] = {}
    for name in library_names(settings):
        try:
            opened.append(open_library(settings, name))
        except FootnoteError as error:
            errors[name] = error
    if not opened:
        raise next(iter(errors.values()))
    absent = (f"The library “{name}” was left out: {error}" for name, error in errors.items())
    return Shelf(tuple(opened), tuple(absent))


def library_names(settings: Settings) -> tuple[str, ...]:
    """The libraries that can be opened by name, in the order of the alphabet."""
    kept = {path.stem for path in settings.libraries.glob("*.sqlite")}
    return tuple(sorted((kept | {BUILT_IN, settings.library}) - {ALL}))


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
