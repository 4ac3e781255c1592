"""The embeddings that a library remembers, so that no text is embedded twice."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

_FIND = "SELECT hash, vector FROM vectors WHERE model = ? AND hash IN (SELECT value FROM json_each(?))"


def find(connection: sqlite3.Connection, model: str, hashes: Sequence[str]) -> dict[str, bytes]:
    """The vectors of a model that are known, by the hash of their text."""
    return dict(connection.execute(_FIND, (model, json.dumps(hashes))))


def store(connection: sqlite3.Connection, model: str, vectors: Mapping[str, bytes]) -> None:
    """Remember the vectors of a model; a vector that is known is replaced."""
    rows = ((model, hash_, vector) for hash_, vector in vectors.items())
    connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
