"""The papers that filters let through, found by the indexes of the library and not by looking at each."""

import json
import re
import sqlite3
import unicodedata
from typing import TYPE_CHECKING

from corpus.filters import Filters
from corpus.generation import PerGeneration

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+")
_FILTERS_REMEMBERED = 16


class Facets:
    """Finds papers by year, venue and author; remembers what it found until the library changes."""

    def __init__(self) -> None:
        self._found = PerGeneration[dict[Filters, "NDArray[np.int64]"]](lambda _: {})

    def rows(self, connection: sqlite3.Connection, filters: Filters) -> "NDArray[np.int64]":
        """The rows of the papers that are wanted, ascending."""
        found = self._found.of(connection)
        rows = found.get(filters)
        if rows is None:
            rows = _rows(connection, filters)
            if len(found) < _FILTERS_REMEMBERED:
                found[filters] = rows
        return rows


def _rows(connection: sqlite3.Connection, filters: Filters) -> "NDArray[np.int64]":
    import numpy as np

    conditions, values = ["1"], list[int | str]()
    for condition, value in (
        ("year >= ?", filters.first_year),
        ("year <= ?", filters.last_year),
        ("row IN (SELECT rowid FROM facets WHERE facets MATCH ?)", _match(filters)),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    found: Iterable[tuple[int, str]] = connection.execute(
        f"SELECT row, authors FROM papers WHERE {' AND '.join(conditions)} ORDER BY row",  # noqa: S608 - ours
        values,
    )
    wanted = _words(filters.author)
    if len(wanted) > 1:
        found = ((row, authors) for row, authors in found if _is_of(wanted, authors))
    return np.fromiter((row for row, _ in found), np.int64)


def _match(filters: Filters) -> str | None:
    """The query of the full-text index: initials are left to `_is_of`, which sees whole names."""
    author = _words(filters.author)
    words = [("venue", word) for word in _words(filters.venue)]
    words += [("authors", word) for word in author if len(word) > 1 or len(author) == 1]
    return " AND ".join(f'{column} : "{word}"' for column, word in words) or None


def _is_of(wanted: list[str], authors: str) -> bool:
    """Whether one of the authors has a name with all of the words."""
    return any(_has(set(_words(name)), wanted) for name in json.loads(authors))


def _has(name: set[str], wanted: list[str]) -> bool:
    return all(word in name or (len(word) == 1 and any(w.startswith(word) for w in name)) for word in wanted)


def _words(text: str) -> list[str]:
    """Words as the index has them: in lower case and without accents."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _WORD.findall(bare.lower())
