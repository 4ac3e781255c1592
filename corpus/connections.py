"""The connections to a library's file: lent to one thread at a time, their errors made ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from corpus.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryNotFoundError,
    LibraryOutdatedError,
    LibraryTooNewError,
)
from corpus.migrations import APPLICATION_ID, MIGRATIONS, migrate, version_of

BUSY_TIMEOUT = 30.0
_REACHED = "What was added before is kept."
_PRIMARY_CODE = 0xFF


class Connections:
    """A pool of connections to one library. Any thread may borrow; what it borrows is its own meanwhile.

    Readers see the state of one moment and never wait for a writer (write-ahead logging); writers wait
    for each other, in this process and in others, up to `busy_timeout` seconds.
    """

    def __init__(self, path: Path, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self.path = path
        self._busy_timeout = busy_timeout
        self._idle: list[sqlite3.Connection] = []
        self._lock = Lock()
        self._is_closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment of the library.

        Raises:
            LibraryError: or a kind of it, when SQLite fails.
        """
        with self._borrowed() as connection, _transaction(connection, "BEGIN"):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that is the only one to write; what it did is kept if no error leaves the block.

        Raises:
            LibraryBusyError: another process kept writing for too long.
            LibraryError: or a kind of it, when SQLite fails.
        """
        with self._borrowed() as connection, _transaction(connection, "BEGIN IMMEDIATE"):
            yield connection

    def create(self) -> None:
        """Make the library if it is not there, and bring it up to date.

        Raises:
            LibraryDamagedError: the file is something else.
            LibraryTooNewError: a newer version wrote it.
        """
        with self._translated(), _closing(self._connect("rwc")) as connection:
            if not _is_blank(connection):
                self._check_origin(connection)
            if version_of(connection) < len(MIGRATIONS):
                migrate(connection)
            connection.execute("PRAGMA journal_mode = WAL")

    def check(self) -> None:
        """See that the file is there and is a library of this version.

        Raises:
            LibraryNotFoundError: there is no such file.
            LibraryDamagedError: the file is something else.
            LibraryTooNewError: a newer version wrote it.
            LibraryOutdatedError: an older version wrote it.
        """
        if not self.path.is_file():
            raise LibraryNotFoundError(
                f"There is no library at {self.path}.", remedy="Add papers to it, and it will be made."
            )
        with self.reading() as connection:
            self._check_origin(connection)
            if version_of(connection) < len(MIGRATIONS):
                raise LibraryOutdatedError(
                    f"The library {self.path.stem} was written by an older version of Footnote.",
                    kept="Nothing was changed.",
                    remedy="Add a paper to it, and it will be brought up to date.",
                )

    def close(self) -> None:
        """Close every connection; those that are lent, when they come back."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        with self._translated():
            connection = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection)

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._is_closed:
                raise LibraryError(f"The library {self.path.stem} is closed.", remedy="Open it again.")
            if self._idle:
                return self._idle.pop()
        return self._connect("rw")

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._is_closed:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self, mode: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=self._busy_timeout,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    def _check_origin(self, connection: sqlite3.Connection) -> None:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID:
            raise LibraryDamagedError(
                f"The file {self.path} is not a library of Footnote.",
                kept="It was not changed.",
                remedy="Give the library another name.",
            )
        if version_of(connection) > len(MIGRATIONS):
            raise LibraryTooNewError(
                f"The library {self.path.stem} was written by a newer version of Footnote.",
                kept="It was not changed.",
                remedy="Update Footnote.",
            )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _library_error(self.path, error) from error


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def _closing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()


def _is_blank(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever written to a database: new, or its making was interrupted."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return tables == 0 and version_of(connection) == 0


def _library_error(path: Path, error: sqlite3.Error) -> LibraryError:
    """What an error of SQLite means for a library (https://sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LibraryBusyError(
            f"Another process is writing to the library {path.stem}.", kept=_REACHED, remedy="Try again."
        )
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return LibraryDamagedError(
            f"The file {path} is not a library of Footnote, or it is damaged ({error}).",
            remedy="Move it away and add the papers again.",
        )
    if code == sqlite3.SQLITE_FULL:
        return LibraryError("There is no room on the disk.", kept=_REACHED, remedy="Make room and try again.")
    return LibraryError(
        f"The library at {path} cannot be used ({error}).", remedy="Look at its rights and its folder."
    )
