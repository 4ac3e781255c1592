"""What SQLite's errors mean for a library."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryBusyError, LibraryDamagedError, LibraryError
from corpus.holders import holder_of

_REACHED = "What was added before is kept."
_PRIMARY_CODE = 0xFF
_CONTENT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_OTHERS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, for the library at a path.

    Raises:
        LibraryError: or a kind of it, when SQLite fails.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise library_error(path, error) from error


def library_error(path: Path, error: sqlite3.Error) -> LibraryError:
    """What an error of SQLite means for a library (https://sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code in _OTHERS:
        return busy(path)
    if code in _CONTENT:
        return LibraryDamagedError(
            f"The file {path} is not a library of Footnote, or it is damaged ({error}).",
            remedy=f"If it is one, try `footnote doctor --repair -l {path.stem}`, or `footnote restore`.",
        )
    if code == sqlite3.SQLITE_FULL:
        return LibraryError("There is no room on the disk.", kept=_REACHED, remedy="Make room and try again.")
    if code == sqlite3.SQLITE_READONLY:
        return LibraryError(
            f"The library {path.stem} cannot be written to: {path.parent} may only be read.",
            kept="Nothing was changed.",
            remedy="Look at the rights of the folder, or set FOOTNOTE_HOME to another one.",
        )
    return LibraryError(
        f"The library at {path} cannot be used ({error}).", remedy="Look at its rights and its folder."
    )


def busy(path: Path) -> LibraryBusyError:
    """That another process writes to a library, and which one, where the system tells."""
    holder = holder_of(path, Path(f"{path}-shm")) or "another process"
    return LibraryBusyError(
        f"The library {path.stem} is being written to by {holder}.",
        kept=_REACHED,
        remedy="Try again when it has ended.",
    )
