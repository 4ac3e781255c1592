"""What is wrong with a library's file, and mending what can be made anew from the papers themselves."""

import sqlite3

INDEXES = ("stems", "facets")
_MOST_FLAWS = 20


def flaws(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong, each in a line; nothing where all is whole.

    Every page is read and every index is compared with what it is an index of. The connection must be
    one that may write, although nothing is written: that is how a full-text index is asked.
    """
    try:
        return [*_of_the_file(connection), *_of_the_indexes(connection)]
    except sqlite3.DatabaseError as error:
        return [str(error)]


def make_indexes_anew(connection: sqlite3.Connection) -> None:
    """Make every index from the papers again."""
    connection.execute("REINDEX")
    for index in INDEXES:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - our own names


def _of_the_file(connection: sqlite3.Connection) -> list[str]:
    told = [line for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_FLAWS})")]
    strays = connection.execute("PRAGMA foreign_key_check").fetchmany(1)
    return [line for line in told if line != "ok"] + ["sentences of no paper"] * bool(strays)


def _of_the_indexes(connection: sqlite3.Connection) -> list[str]:
    return [f"the index of {index} is not in step" for index in INDEXES if not _agrees(connection, index)]


def _agrees(connection: sqlite3.Connection, index: str) -> bool:
    """Whether a full-text index says what the papers say (https://sqlite.org/fts5.html, integrity-check)."""
    try:
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return False
    return True
