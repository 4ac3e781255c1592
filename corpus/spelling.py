"""Words of a library that a word may have been meant for."""

import sqlite3
from collections import defaultdict

from corpus.generation import PerGeneration

_SHORT = 5
_LETTERS_FEWEST = 3
_WORD_COUNTS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_counts USING fts5vocab(main, words, row)"


class Spelling:
    """The words of a library's papers as they are written, in lower case and without accents."""

    def __init__(self) -> None:
        self._vocabulary = PerGeneration(_Vocabulary)

    def near(self, connection: sqlite3.Connection, term: str, limit: int) -> list[str]:
        """Other words of the library, the nearest first and among equals those of more papers.

        Near is one change by Damerau and Levenshtein (1964, 1966: a letter more, less, another, or two
        swapped) for a term of up to five letters, two for a longer one.
        """
        return self._vocabulary.of(connection).near(term.lower(), limit)


class _Vocabulary:
    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.execute(_WORD_COUNTS)
        rows = connection.execute("SELECT term, doc FROM temp.word_counts")
        self._papers = {word: papers for word, papers in rows if _is_word(word)}
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in self._papers:
            self._by_length[len(word)].append(word)

    def near(self, term: str, limit: int) -> list[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        farthest = 1 if len(term) <= _SHORT else 2
        found = process.extract(
            term,
            self._of_length(len(term) - farthest, len(term) + farthest),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=farthest,
            limit=None,
        )
        ranked = sorted((distance, -self._papers[word], word) for word, distance, _ in found if distance)
        return [word for _, _, word in ranked[:limit]]

    def _of_length(self, shortest: int, longest: int) -> list[str]:
        return [word for length in range(shortest, longest + 1) for word in self._by_length.get(length, ())]


def _is_word(text: str) -> bool:
    return len(text) >= _LETTERS_FEWEST and any(map(str.isalpha, text))
