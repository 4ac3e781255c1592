"""Records of works that a library has under another id: where they went, and how they are found."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from corpus.paper import Paper
from corpus.works import names

_CANDIDATES = 20

_NAMESAKES = """
    SELECT DISTINCT paper FROM names WHERE name IN (SELECT value FROM json_each(?)) ORDER BY paper LIMIT ?
"""


def write_names(connection: sqlite3.Connection, row: int, paper: Paper) -> None:
    """Let the paper of a row be found by the names of a record, beside those by which it is found."""
    values = ((name, row) for name in _hashed(paper))
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", values)


def namesakes(connection: sqlite3.Connection, paper: Paper) -> list[int]:
    """The rows of papers that have a name in common with this one; the first 20 of them."""
    found = connection.execute(_NAMESAKES, (json.dumps(list(_hashed(paper))), _CANDIDATES))
    return [row for (row,) in found]


def remember(connection: sqlite3.Connection, row: int, records: Iterable[Paper]) -> None:
    """Keep in mind that records became, or became part of, the paper of a row."""
    values = ((record.id, record.content_hash, row) for record in records)
    connection.executemany("INSERT OR REPLACE INTO merged VALUES (?, ?, ?)", values)


def forget(connection: sqlite3.Connection, id_: str) -> None:
    """The record of this id is no longer part of another paper."""
    connection.execute("DELETE FROM merged WHERE id = ?", (id_,))


def is_merged(connection: sqlite3.Connection, id_: str, content_hash: str | None = None) -> bool:
    """Whether a record of this id, and if it is given of this content, is part of a paper."""
    found = connection.execute("SELECT content_hash FROM merged WHERE id = ?", (id_,)).fetchone()
    return found is not None and content_hash in {None, found[0]}


def homes(connection: sqlite3.Connection, ids: AbstractSet[str]) -> Iterator[str]:
    """The ids of the papers of which records with these ids are part."""
    pairs = connection.execute("SELECT papers.id, merged.id FROM merged JOIN papers ON row = paper")
    return (home for home, id_ in pairs if id_ in ids)


def _hashed(paper: Paper) -> Iterator[int]:
    """The names as numbers of 64 bits, which is all that is compared of them."""
    for name in names(paper):
        digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
        yield int.from_bytes(digest, "big", signed=True)
