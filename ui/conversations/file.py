"""The SQLite file of the conversations: how it is opened, brought up to date, read and written.

It is in write-ahead logging mode: readers wait for nobody, and a turn is kept without waiting for the
disk. When the program dies nothing is lost; when the machine does, the last moments may be.
"""

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ui.conversations.schema import APPLICATION_ID, STEPS
from ui.errors import ConversationsError

BUSY_TIMEOUT = 10.0


class ConversationsFile:
    """The file. Any thread may read and write; writers wait for each other, here and in other processes.

    The connection that writes stays open: when the last one closes, the log is written into the file, and
    that takes as long as a write without a log.

    Args:
        path: where it is; it is made when it is first used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._writers: list[sqlite3.Connection] = []
        weakref.finalize(self, _close_all, self._writers)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment of the file.

        Raises:
            ConversationsError: the file cannot be used.
        """
        with self._translated(), closing(self._connected()) as connection, connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that is the only one to write; what it did is kept if no error leaves the block.

        Raises:
            ConversationsError: the file cannot be used.
        """
        with self._translated(), self._lock, self._writer() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    def forget_deleted(self) -> None:
        """Clear the log, in which what was deleted still stands."""
        with self._translated(), self._lock, self._writer() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    @contextmanager
    def _writer(self) -> Iterator[sqlite3.Connection]:
        """The connection that writes; after an error another one is opened, perhaps of another file."""
        if not self._writers:
            self._writers.append(self._connected())
        try:
            yield self._writers[0]
        except (sqlite3.Error, OSError):
            _close_all(self._writers)
            raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ConversationsError(
                f"The conversations in {self.path} cannot be read or kept ({error}).",
                kept="Papers and libraries are not touched by that.",
                remedy="Make room or mend its rights; stop Footnote and move a damaged file away.",
            ) from error

    def _connected(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.path, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False
        )
        try:
            connection.create_function("folded", 1, str.casefold, deterministic=True)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            _bring_up_to_date(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection


def _close_all(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    version, application = _stamp(connection)
    if version > len(STEPS) or (version and application != APPLICATION_ID):
        raise ConversationsError(
            f"{path} was written by a newer version of Footnote, or by something else.",
            kept="It was not changed.",
            remedy="Update Footnote, or move the file away.",
        )
    connection.execute("PRAGMA journal_mode = WAL")
    if version < len(STEPS):
        connection.execute("BEGIN IMMEDIATE")
        taken, _ = _stamp(connection)
        for number, step in enumerate(STEPS[taken:], start=taken + 1):
            step(connection)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")


def _stamp(connection: sqlite3.Connection) -> tuple[int, int]:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    return version, application
