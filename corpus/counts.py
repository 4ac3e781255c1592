"""In how many papers words stand, counted by the full-text index itself."""

import sqlite3
from collections.abc import Iterable, Sequence

TERMS_REMEMBERED = 50_000
_ENDINGS = ("ing", "ed", "e", "")
_SCRATCH = (
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.scratch
    USING fts5(text, content = '', tokenize = 'porter unicode61 remove_diacritics 2')
    """,
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.scratch_stems USING fts5vocab(temp, scratch, instance)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.stem_counts USING fts5vocab(main, stems, row)",
)


def paper_count(connection: sqlite3.Connection) -> int:
    """How many papers there are."""
    (count,) = connection.execute("SELECT count(*) FROM papers").fetchone()
    return int(count)


class Counts:
    """In how many papers each stem stands, as far as it was asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.papers = paper_count(connection)
        self._known: dict[str, int] = {}
        self._asked: dict[str, int] = {}

    def of(self, connection: sqlite3.Connection, terms: Sequence[str]) -> dict[str, int]:
        """The count of each term; of a term with several stems, that of the rarest."""
        asked = self._asked
        found = {term: asked[term] for term in terms if term in asked}
        if fresh := [term for term in terms if term not in found]:
            counted = self._counted(connection, fresh)
            self._asked = asked if len(asked) < TERMS_REMEMBERED else {}
            self._asked |= counted
            found |= counted
        return {term: found[term] for term in terms}

    def of_stems(self, connection: sqlite3.Connection, stems: Iterable[str]) -> dict[str, int]:
        """The count of each stem, taken as it is: a stem need not be its own stem."""
        _prepare(connection)
        return {stem: self._count(connection, _encodable(stem)) for stem in stems}

    def _counted(self, connection: sqlite3.Connection, terms: Sequence[str]) -> dict[str, int]:
        return {
            term: min((self._count(connection, stem) for stem in stems), default=0)
            for term, stems in zip(terms, stems_of(connection, terms), strict=True)
        }

    def _count(self, connection: sqlite3.Connection, stem: str) -> int:
        if stem not in self._known:
            row = connection.execute("SELECT doc FROM temp.stem_counts WHERE term = ?", (stem,)).fetchone()
            if row is None:
                return 0
            self._known[stem] = row[0]
        return self._known[stem]


def common_stems(connection: sqlite3.Connection, papers: int) -> list[str]:
    """The stems that stand in at least so many papers, the most common first."""
    _prepare(connection)
    found = connection.execute(
        "SELECT term FROM temp.stem_counts WHERE doc >= ? ORDER BY doc DESC", (papers,)
    )
    return [term for (term,) in found]


def words_of(connection: sqlite3.Connection, stems: Sequence[str]) -> list[str]:
    """A word for each stem, in their order, where a usual ending makes one: stems need not be their own."""
    words = [stem + ending for stem in stems for ending in _ENDINGS]
    found = {made[0]: word for word, made in zip(words, stems_of(connection, words), strict=True) if made}
    return [found[stem] for stem in stems if stem in found]


def stems_of(connection: sqlite3.Connection, terms: Iterable[str]) -> list[list[str]]:
    """The stems of each term, made by the tokenizer of the index itself."""
    _prepare(connection)
    texts = [_encodable(term) for term in terms]
    connection.executemany("INSERT INTO temp.scratch (rowid, text) VALUES (?, ?)", enumerate(texts))
    stems: list[list[str]] = [[] for _ in texts]
    for number, stem in connection.execute("SELECT doc, term FROM temp.scratch_stems"):
        stems[number].append(stem)
    connection.execute("INSERT INTO temp.scratch (scratch) VALUES ('delete-all')")
    return stems


def _prepare(connection: sqlite3.Connection) -> None:
    for statement in _SCRATCH:
        connection.execute(statement)


def _encodable(text: str) -> str:
    """A text without halves of characters, which SQLite does not take."""
    return text.encode("utf-8", "ignore").decode()
