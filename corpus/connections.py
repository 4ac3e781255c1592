"""The connections to a library's file: lent to one thread at a time, their errors made ours."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from corpus.copying import write_copy
from corpus.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryNotFoundError,
    LibraryOutdatedError,
    LibraryTooNewError,
)
from corpus.failures import translated
from corpus.migrations import APPLICATION_ID, MIGRATIONS, migrate, version_of

BUSY_TIMEOUT = 30.0
_SECONDS_OF_MAKING = 60.0


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

    @contextmanager
    def whole(self) -> Iterator[sqlite3.Connection]:
        """A connection without a transaction, for what cannot be done in one.

        Raises:
            LibraryError: or a kind of it, when SQLite fails.
        """
        with self._borrowed() as connection:
            yield connection

    def create(self) -> None:
        """Make the library if it is not there, and bring it up to date; of an older one a copy is kept.

        An empty file is what another process makes at this moment, or was killed in making; one that has
        been empty for longer is what is left of a library, whose loss must not go unnoticed.

        Raises:
            LibraryDamagedError: the file is something else, or has lost everything.
            LibraryTooNewError: a newer version wrote it.
            LibraryError: the copy cannot be kept, or the file cannot be written.
        """
        if self._is_empty and time.time() - self.path.stat().st_mtime > _SECONDS_OF_MAKING:
            raise _emptied(self.path)
        with translated(self.path), closing(self._connect("rwc")) as connection:
            if not _is_blank(connection):
                self._check_origin(connection)
                self._keep_older(connection)
            if version_of(connection) < len(MIGRATIONS):
                migrate(connection)
            if not self._is_read_only:
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

    def check_origin(self) -> None:
        """See that a file is a library that this version understands.

        Raises:
            LibraryDamagedError: the file is something else.
            LibraryTooNewError: a newer version wrote it.
        """
        with self.reading() as connection:
            self._check_origin(connection)

    def close(self) -> None:
        """Close every connection; those that are lent, when they come back."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        with translated(self.path):
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
            f"{self.path.absolute().as_uri()}?{self._access(mode)}",
            uri=True,
            timeout=self._busy_timeout,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    def _access(self, mode: str) -> str:
        """How the file is opened. Where none can be made beside it, write-ahead logging must do without."""
        if not self._is_read_only:
            return f"mode={mode}"
        return "mode=ro" if Path(f"{self.path}-wal").exists() else "mode=ro&immutable=1"

    @property
    def _is_read_only(self) -> bool:
        return self.path.exists() and not os.access(self.path.parent, os.W_OK)

    @property
    def _is_empty(self) -> bool:
        return self.path.is_file() and self.path.stat().st_size == 0

    def _keep_older(self, connection: sqlite3.Connection) -> None:
        """Keep a copy of a library that is about to be brought up to date."""
        version = version_of(connection)
        if version < len(MIGRATIONS):
            write_copy(connection, self.path.with_name(f"{self.path.name}.v{version}.bak"))

    def _check_origin(self, connection: sqlite3.Connection) -> None:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if self._is_empty:
            raise _emptied(self.path)
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


def _emptied(path: Path) -> LibraryDamagedError:
    return LibraryDamagedError(
        f"The library {path.stem} is damaged: its file {path} is empty.",
        kept="It was not changed.",
        remedy="Put it back with `footnote restore`, or delete the file to begin a new one.",
    )


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _is_blank(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever written to a database: new, or its making was interrupted."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return tables == 0 and version_of(connection) == 0
