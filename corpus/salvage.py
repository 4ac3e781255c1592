"""What can still be read of a library whose file is damaged."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import rows, vectors
from corpus.errors import LibraryDamagedError

if TYPE_CHECKING:
    from corpus.paper import Paper

_SMALLEST_ROW = 40
"""No paper and no vector takes fewer bytes: it tells how many there can be."""


def salvage(path: Path, target: sqlite3.Connection) -> int:
    """Put each paper and each vector that can be read into a new library; returns how many papers.

    Args:
        path: the damaged file. It is only read.
        target: a new library, in a transaction.

    Raises:
        LibraryDamagedError: nothing of it can be read.
    """
    most = path.stat().st_size // _SMALLEST_ROW
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source:
        count = sum(rows.store(target, paper) == "added" for paper in _papers(source, most))
        for model, text_hash, vector in _rows(source, "vectors", "model, hash, vector", most):
            with suppress(sqlite3.Error):
                vectors.store(target, model, {text_hash: vector})
    if not count:
        raise LibraryDamagedError(
            f"No paper can be read from {path}.", kept="It was not changed.", remedy="Restore a backup."
        )
    return count


def _papers(source: sqlite3.Connection, most: int) -> Iterator["Paper"]:
    columns = "row, id, title, abstract, authors, year, venue, url"
    for row in _rows(source, "papers", columns, most):
        with suppress(ValueError, TypeError):
            yield rows.bare(row)


def _rows(source: sqlite3.Connection, table: str, columns: str, most: int) -> Iterator[Any]:
    """Each row by its number alone, so that a damaged page hides no other."""
    for row in range(1, _last(source, table, most) + 1):
        with suppress(sqlite3.Error):
            found = source.execute(f"SELECT {columns} FROM {table} WHERE rowid = ?", (row,)).fetchone()  # noqa: S608
            if found:
                yield found


def _last(source: sqlite3.Connection, table: str, most: int) -> int:
    with suppress(sqlite3.Error):
        (last,) = source.execute(f"SELECT max(rowid) FROM {table}").fetchone()  # noqa: S608
        return min(last or 0, most)
    return most
