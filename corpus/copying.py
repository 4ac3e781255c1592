"""Copies of libraries: taken live, put back live, each of them whole or not at all."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from corpus.errors import LibraryDamagedError, LibraryError
from corpus.failures import busy

CopyReport = Callable[[int, int], None]
"""Is told how many of how many bytes are copied."""

_PAGES = 2_000
_SECONDS_TO_SLEEP = 0.05


def untold(_done: int, _total: int) -> None:
    """Report to nobody."""


def write_copy(source: sqlite3.Connection, path: Path, report: CopyReport = untold) -> None:
    """Write what a connection sees to a file of its own, which replaces one that is there.

    SQLite's backup interface (https://sqlite.org/backup.html): others may read and write meanwhile.

    Raises:
        LibraryError: the file cannot be written.
        sqlite3.Error: the source cannot be read, or there is no room.
    """
    with unfinished(path) as draft:
        with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
            transfer(source, copy, report)
            copy.execute("PRAGMA journal_mode = DELETE")
        draft.replace(path)


def transfer(source: sqlite3.Connection, target: sqlite3.Connection, report: CopyReport = untold) -> None:
    """Make one database what another is, in one transaction of the target.

    Raises:
        LibraryBusyError: another process kept writing to the target.
        sqlite3.Error: one of them cannot be used.
    """
    (page_size,) = source.execute("PRAGMA page_size").fetchone()

    def tell(status: int, remaining: int, total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise busy(_file_of(target))
        report((total - remaining) * page_size, total * page_size)

    source.backup(target, pages=_PAGES, progress=tell, sleep=_SECONDS_TO_SLEEP)


def _file_of(connection: sqlite3.Connection) -> Path:
    (*_, file) = connection.execute("PRAGMA database_list").fetchone()
    return Path(file)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """The name of a file beside another, for what may become it; none is left behind.

    Raises:
        LibraryError: the folder cannot be written to.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        draft.touch()
        yield draft
    except OSError as error:
        raise LibraryError(
            f"The file {path} cannot be written ({error.strerror or error}).",
            remedy="Give the path of a file in a folder that can be written to.",
        ) from error
    finally:
        for leftover in (draft, Path(f"{draft}-journal"), Path(f"{draft}-wal"), Path(f"{draft}-shm")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def set_aside(path: Path) -> Path:
    """Give a damaged library another name, so that a whole one can take its own; nothing is deleted.

    Raises:
        LibraryError: it cannot be renamed.
    """
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    try:
        for ending in ("-wal", "-shm", ""):
            if (own := Path(f"{path}{ending}")).exists():
                own.rename(f"{aside}{ending}")
    except OSError as error:
        raise LibraryError(f"The file {path} cannot be moved away ({error.strerror}).") from error
    return aside


def refuse_flaws(connection: sqlite3.Connection, path: Path) -> None:
    """Read every page of a database.

    Raises:
        LibraryDamagedError: not all of it is whole.
    """
    (told,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if told != "ok":
        raise LibraryDamagedError(f"The file {path} is damaged ({told}).", kept="Nothing was changed.")
