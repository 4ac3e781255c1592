"""Lexical search: BM25 over titles and abstracts, from the full-text index of SQLite.

The index scores a paper by the sum of what each word of the query adds to it. Here each word's share
is asked for alone and remembered, so that the words which most papers have are scored once and not
with every query: among 57,000 papers a search takes milliseconds, and no paper is passed over.
"""

import json
import re
import sqlite3
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from threading import Lock
from typing import TYPE_CHECKING

from corpus.counts import TERMS_REMEMBERED, Counts, common_stems, paper_count, stems_of, words_of
from corpus.generation import PerGeneration
from corpus.words import FUNCTION_WORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TITLE_WEIGHT = 3.0
"""What a word of the title counts against one of the abstract: the best of 1, 2, 3 and 5."""

_SATURATION = 2.2
"""What a word's weight is multiplied by, at most, however often it stands in a paper: k1 + 1."""

_LONGEST_QUERY = 256
_COMMON = 10_000
_READ_AHEAD = 2_000
"""Words that stand in so many papers are worth reading before they are asked for."""
_REMEMBERED = 100_000_000
_WORD = re.compile(r"[^\W_]+")
_CONTRACTION = re.compile(r"['’](?:s|t|ll|ve|re|d|m)\b", re.IGNORECASE)

_SHARES = "SELECT rowid, -bm25(stems, ?, 1.0) FROM stems WHERE stems MATCH ?"
_IDS = "SELECT row, id FROM papers WHERE row IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class LexicalMatch:
    """A paper that shares words with a query.

    Attributes:
        score: BM25; a higher one is a better match among those of one query.
        share: the score as a share of the highest that the query allows, between 0 and 1, which a paper of
            nothing but the query's words would come to. It can be compared between queries.
    """

    paper_id: str
    score: float
    share: float


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many papers there are, and in how many of them each term stands."""

    papers: int
    counts: Mapping[str, int]

    def weight(self, term: str) -> float:
        """How telling a term is."""
        return _weight(self.counts.get(term, 0), self.papers)


def search_terms(query: str) -> list[str]:
    """The words of a query that say what it is about: letters and digits, each once, no function words.

    Parts of a compound ("P-tuning") are words of their own, as they are in the index.
    """
    plain = _CONTRACTION.sub("", unicodedata.normalize("NFC", query))
    words = dict.fromkeys(word.lower() for word in _WORD.findall(plain))
    return [word for word in words if word not in FUNCTION_WORDS][:_LONGEST_QUERY]


class LexicalIndex:
    """Searches and counts the words of a library."""

    def __init__(self) -> None:
        self._counts = PerGeneration(Counts)
        self._shares = PerGeneration(_Shares)

    def search(
        self,
        connection: sqlite3.Connection,
        query: str,
        limit: int,
        rows: "NDArray[np.int64] | None" = None,
        among: Frequencies | None = None,
    ) -> list[LexicalMatch]:
        """The papers that match a query best, best first.

        Args:
            connection: to the library.
            query: any text.
            limit: how many papers at most.
            rows: those of the papers that are wanted; None for all.
            among: says how telling a word is, instead of this library alone.
        """
        counts = self._counts.of(connection)
        own = Frequencies(counts.papers, counts.of(connection, search_terms(query)))
        among = among or own
        shares = self._shares.of(connection)
        weighed = [
            shares.of(connection, term).times(among.weight(term) / own.weight(term))
            for term in _telling(own.counts, own.papers)
        ]
        best = _best(weighed, limit, rows)
        ids = dict(connection.execute(_IDS, (json.dumps([row for row, _ in best]),)))
        highest = _SATURATION * sum(map(among.weight, own.counts))
        return [LexicalMatch(ids[row], score, score / highest) for row, score in best]

    def document_frequencies(self, connection: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
        """In how many papers each term stands."""
        return self._counts.of(connection).of(connection, list(terms))

    def stem_frequencies(self, connection: sqlite3.Connection, stems: Iterable[str]) -> dict[str, int]:
        """In how many papers each stem stands."""
        return self._counts.of(connection).of_stems(connection, stems)

    def worth_reading(self, connection: sqlite3.Connection) -> list[str]:
        """The words whose share takes longest to read, and which questions hold; the most common first."""
        common = common_stems(connection, _READ_AHEAD)
        most = max(self._counts.of(connection).papers / 2, _COMMON)
        beyond = {*common_stems(connection, int(most) + 1)}
        left_out = {stem for stems in stems_of(connection, FUNCTION_WORDS) for stem in stems} | beyond
        return words_of(connection, [stem for stem in common if stem not in left_out])

    def read(self, connection: sqlite3.Connection, word: str) -> None:
        """Remember a word's share."""
        self._shares.of(connection).of(connection, word)


def _telling(counts: Mapping[str, int], papers: int) -> list[str]:
    """The words that are there; those that most papers of a large library have only where no other is."""
    known = [word for word, count in counts.items() if count]
    rarer = [word for word in known if counts[word] <= max(papers / 2, _COMMON)]
    return rarer or known


@dataclass(frozen=True)
class _Share:
    """What one word adds to the score of each paper that has it: two arrays of one length."""

    rows: "NDArray[np.int32]"
    scores: "NDArray[np.float32]"

    def times(self, factor: float) -> "_Share":
        """The same of a word that tells more, or less."""
        return self if factor == 1 else _Share(self.rows, self.scores * factor)


class _Shares:
    """The shares of words, remembered up to 800 MB; those not used for longest are forgotten.

    That holds every word of some 1,100,000 papers, of which one has 90 different ones.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._papers = paper_count(connection)
        self._lock = Lock()
        self._size = 0
        self._known: OrderedDict[str, _Share] = OrderedDict()
        self._stems: dict[str, str] = {}

    def of(self, connection: sqlite3.Connection, word: str) -> _Share:
        """The share of a word, which all words of its stem have in common."""
        stem = self._stem(connection, word)
        with self._lock:
            if stem in self._known:
                self._known.move_to_end(stem)
                return self._known[stem]
        share = _share(connection, word, self._papers)
        with self._lock:
            self._remember(stem, share)
        return share

    def _stem(self, connection: sqlite3.Connection, word: str) -> str:
        stems = self._stems
        if word not in stems:
            stems = stems if len(stems) < TERMS_REMEMBERED else {}
            stems[word] = " ".join(stems_of(connection, [word])[0])
            self._stems = stems
        return stems[word]

    def _remember(self, stem: str, share: _Share) -> None:
        if stem not in self._known:
            self._known[stem] = share
            self._size += len(share.rows)
        while self._size > _REMEMBERED:
            _, oldest = self._known.popitem(last=False)
            self._size -= len(oldest.rows)


def _share(connection: sqlite3.Connection, word: str, papers: int) -> _Share:
    import numpy as np

    found = connection.execute(_SHARES, (TITLE_WEIGHT, f'"{word}"'))
    pairs = np.fromiter(found, dtype=[("row", np.int32), ("score", np.float64)])
    return _Share(pairs["row"].copy(), (pairs["score"] * _correction(len(pairs), papers)).astype(np.float32))


def _correction(having: int, papers: int) -> float:
    """From FTS5's weight of a word to Lucene's, which is not zero where half of the papers have it."""
    odds = (papers - having + 0.5) / (having + 0.5)
    return _weight(having, papers) / (log(odds) if odds > 1 else 1e-6)


def _weight(having: int, papers: int) -> float:
    """How telling a word is that so many of the papers have: Lucene's inverse document frequency."""
    return log(1 + (papers - having + 0.5) / (having + 0.5))


def _best(
    shares: Sequence[_Share], limit: int, wanted: "NDArray[np.int64] | None"
) -> list[tuple[int, float]]:
    """The rows of the highest sums of shares; of equal ones those that came first."""
    import numpy as np

    shares = [share for share in shares if len(share.rows)]
    if not shares or limit <= 0:
        return []
    rows = np.concatenate([share.rows for share in shares])
    sums = np.bincount(rows, weights=np.concatenate([share.scores for share in shares]))
    if wanted is not None:
        sums = np.where(_marked(wanted, len(sums)), sums, 0)
    place = len(sums) - min(limit, len(sums))
    lowest = np.partition(sums, place)[place]
    candidates = np.flatnonzero((sums >= lowest) & (sums > 0))
    order = np.lexsort((candidates, -sums[candidates]))[:limit]
    return [(int(row), float(sums[row])) for row in candidates[order]]


def _marked(rows: "NDArray[np.int64]", length: int) -> "NDArray[np.bool_]":
    import numpy as np

    marked = np.zeros(length, bool)
    marked[rows[rows < length]] = True
    return marked
