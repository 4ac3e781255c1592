"""Words and their stems: what lexical comparison is made of."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Protocol

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")

_GRAMMAR = """
    a about above after again against all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each few for from further had has have having
    he her here hers herself him himself his how i if in into is it its itself just me more most my myself no
    nor not now of off on once only or other our ours ourselves out over own same she should so some such than
    that the their theirs them themselves then there these they this those through to too under until up upon
    us very was we were what when where which while who whom why will with would you your yours yourself
    via per may might must shall within without whether something anything everything nothing someone anyone
    somebody anybody everybody one ones actually really please tell say says said give gives let lets ok okay
    hey hi hello thanks want wanna know s t ve re ll d m
"""
FUNCTION_WORDS = frozenset(_GRAMMAR.split())
"""English words that carry grammar and no topic."""


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
