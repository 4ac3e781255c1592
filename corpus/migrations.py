"""The tables of a library, made step by step.

Each function takes a library from the version before to its own number, which `PRAGMA user_version`
keeps. A function that was released is never changed: a change is a new function at the end of
`MIGRATIONS`.
"""

import sqlite3
from collections.abc import Callable, Sequence

from corpus.duplicates import write_names
from corpus.paper import Paper

Migration = Callable[[sqlite3.Connection], None]

APPLICATION_ID = 0x466E6F74
"""What `PRAGMA application_id` says of a library: the letters "Fnot"."""


def m001_papers(connection: sqlite3.Connection) -> None:
    """The papers, the spans of their sentences, and the counter of changes."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(
        """
        CREATE TABLE papers (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            abstract TEXT NOT NULL,
            authors TEXT NOT NULL,
            year INTEGER,
            venue TEXT,
            url TEXT,
            content_hash TEXT NOT NULL
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE sentences (
            paper INTEGER NOT NULL REFERENCES papers (row) ON DELETE CASCADE,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            PRIMARY KEY (paper, start)
        ) WITHOUT ROWID
        """
    )
    connection.execute("CREATE TABLE state (generation INTEGER NOT NULL)")
    connection.execute("INSERT INTO state VALUES (0)")


def m002_lexical_index(connection: sqlite3.Connection) -> None:
    """A full-text index of stemmed words, and one of words as they are written, for spelling."""
    options = "title, abstract, content = 'papers', content_rowid = 'row'"
    connection.execute(
        f"CREATE VIRTUAL TABLE stems USING fts5({options}, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    connection.execute(
        f"CREATE VIRTUAL TABLE words USING fts5({options}, tokenize = 'unicode61 remove_diacritics 2', "
        "detail = none, columnsize = 0)"
    )
    for index in ("stems", "words"):
        _keep_in_step(connection, index, "title", "abstract")
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608


def _keep_in_step(connection: sqlite3.Connection, index: str, one: str, other: str) -> None:
    """Triggers by which an index follows two columns of the papers, as the manual of FTS5 gives them."""
    enter = f"INSERT INTO {index} (rowid, {one}, {other}) VALUES (new.row, new.{one}, new.{other});"  # noqa: S608
    leave = (  # our own names, no one else's text
        f"INSERT INTO {index} ({index}, rowid, {one}, {other}) "  # noqa: S608
        f"VALUES ('delete', old.row, old.{one}, old.{other});"
    )
    for event, actions in (("INSERT", enter), ("DELETE", leave), ("UPDATE", leave + enter)):
        connection.execute(
            f"CREATE TRIGGER {index}_{event.lower()} AFTER {event} ON papers BEGIN {actions} END"
        )


def m003_vectors(connection: sqlite3.Connection) -> None:
    """The embeddings of texts, by model and by hash of the text: float32, little-endian."""
    connection.execute(
        """
        CREATE TABLE vectors (
            model TEXT NOT NULL,
            hash TEXT NOT NULL,
            vector BLOB NOT NULL,
            PRIMARY KEY (model, hash)
        )
        """
    )


def m004_facets(connection: sqlite3.Connection) -> None:
    """What papers are filtered by: an index of the years, and one of the words of authors and venues."""
    connection.execute("CREATE INDEX papers_by_year ON papers (year)")
    connection.execute(
        "CREATE VIRTUAL TABLE facets USING fts5(authors, venue, content = 'papers', content_rowid = 'row', "
        "tokenize = 'unicode61 remove_diacritics 2')"
    )
    _keep_in_step(connection, "facets", "authors", "venue")
    connection.execute("INSERT INTO facets (facets) VALUES ('rebuild')")


def m005_works(connection: sqlite3.Connection) -> None:
    """By what the records of one work find each other, and which records became part of which paper."""
    connection.execute(
        """
        CREATE TABLE names (
            name INTEGER NOT NULL,
            paper INTEGER NOT NULL REFERENCES papers (row) ON DELETE CASCADE,
            PRIMARY KEY (name, paper)
        ) WITHOUT ROWID
        """
    )
    connection.execute("CREATE INDEX names_by_paper ON names (paper)")
    connection.execute(
        """
        CREATE TABLE merged (
            id TEXT PRIMARY KEY,
            content_hash TEXT NOT NULL,
            paper INTEGER NOT NULL REFERENCES papers (row) ON DELETE CASCADE
        ) WITHOUT ROWID
        """
    )
    connection.execute("CREATE INDEX merged_by_paper ON merged (paper)")
    for row, id_, title, url in connection.execute("SELECT row, id, title, url FROM papers"):
        write_names(connection, row, Paper(id_, title, "", url=url))


def m006_no_spelling(connection: sqlite3.Connection) -> None:
    """No index of words as they are written: nothing asks for one, and each paper paid for it."""
    for event in ("insert", "delete", "update"):
        connection.execute(f"DROP TRIGGER words_{event}")
    connection.execute("DROP TABLE words")


MIGRATIONS: tuple[Migration, ...] = (
    m001_papers,
    m002_lexical_index,
    m003_vectors,
    m004_facets,
    m005_works,
    m006_no_spelling,
)


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations a library has been through."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a library up to date, in one transaction: all of it, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version_of(connection), len(migrations)):
            migrations[number](connection)
            connection.execute(f"PRAGMA user_version = {number + 1}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
