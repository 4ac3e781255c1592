"""Words and their stems: what lexical comparison is made of."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Protocol

from corpus.words import FUNCTION_WORDS as SEARCH_LEAVES_OUT

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")

_TALK = """
    actually anybody anyone anything d everybody everything give gives hello hey hi know let lets ll m may
    must nothing ok okay one ones per re really s said say says somebody someone something t thanks ve via
    wanna want without
"""
FUNCTION_WORDS = SEARCH_LEAVES_OUT | frozenset(_TALK.split())
"""English words that carry no topic: those that a search leaves out, and more that people talk in."""


def normalised(text: str) -> str:
    """Compatibility-composed text with plain quotes and dashes."""
    plain = unicodedata.normalize("NFKC", text)
    return plain.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2212: "-"})


def readable(text: str) -> str:
    """A text in which half characters, which no model can read, are replaced."""
    return text.encode("utf-8", "replace").decode()


def words(text: str) -> list[str]:
    """The words in order, as written; hyphenated words and decimals stay whole."""
    return _WORD.findall(normalised(text))


def topic_words(text: str) -> list[tuple[str, str]]:
    """The words that carry a topic, in order, each with its stem by Porter's algorithm."""
    parts = _PART.findall(normalised(text).casefold())
    return [(part, stem(part)) for part in parts if part not in FUNCTION_WORDS]


def stems(text: str) -> list[str]:
    """The stems of the words that carry a topic, in order."""
    return [stem for _, stem in topic_words(text)]


@lru_cache(maxsize=20_000)
def stem_set(text: str) -> frozenset[str]:
    """The different stems of a text."""
    return frozenset(stems(text))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one lower-case word. May be asked by any thread: a stemmer serves one word at a time."""
    return _stemmer().stemWord(word)


class Stemmer(Protocol):
    """Reduces a word to its stem."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - the library's own name
        """The stem of one word."""
        ...


class Frequencies(Protocol):
    """Knows in how many papers a stem stands; a library does."""

    def __len__(self) -> int: ...

    def stem_frequencies(self, stems: Iterable[str]) -> Mapping[str, int]:
        """The number of papers that hold each of some stems."""
        ...


UNKNOWN = 1.0
"""The weight of a stem that is in no paper."""


class Idf:
    """Inverse document frequency over a library: how telling a stem is."""

    def __init__(self, library: Frequencies) -> None:
        self._library = library

    def weights(self, stems: Iterable[str]) -> dict[str, float]:
        """The weight of each stem, from 0 (in every paper) to 1 (in none)."""
        unique = set(stems)
        found = self._library.stem_frequencies(unique)
        papers = len(self._library) + 2
        return {stem: math.log(papers / (found[stem] + 1)) / math.log(papers) for stem in unique}


def _stemmer() -> Stemmer:
    import snowballstemmer

    stemmer: Stemmer = snowballstemmer.stemmer("porter")
    return stemmer
