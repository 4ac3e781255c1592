"""The tables of the kept conversations, made step by step as those of a library are.

A function that was released is never changed: a change is a new function at the end of `STEPS`.
"""

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x466E7443
"""What `PRAGMA application_id` says of the file: the letters "FntC"."""


def m001_conversations(connection: sqlite3.Connection) -> None:
    """The conversations of each user, and their turns."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(
        """
        CREATE TABLE conversations (
            id TEXT PRIMARY KEY,
            user TEXT NOT NULL,
            name TEXT NOT NULL,
            library TEXT NOT NULL,
            changed REAL NOT NULL,
            revision INTEGER NOT NULL
        )
        """
    )
    connection.execute("CREATE INDEX conversations_of_user ON conversations (user, changed DESC)")
    connection.execute(
        """
        CREATE TABLE turns (
            conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            question TEXT NOT NULL,
            answer TEXT,
            turn BLOB NOT NULL,
            PRIMARY KEY (conversation, position)
        ) WITHOUT ROWID
        """
    )


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (m001_conversations,)
"""The steps in order; `PRAGMA user_version` counts those that were taken."""
