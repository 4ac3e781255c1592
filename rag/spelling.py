"""Spellings: a word is written as the papers write it, be it British or American, joined or hyphenated."""

import re
from collections.abc import Callable, Iterator, Mapping

from rag.text import UNKNOWN, Idf, stems, topic_words

_VARIANTS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"is(?=(?:e|ed|er|ers|es|ing|ation|ations|able)$)", "iz"),
        (r"iz(?=(?:e|ed|er|ers|es|ing|ation|ations|able)$)", "is"),
        (r"ys(?=(?:e|ed|er|es|ing)$)", "yz"),
        (r"yz(?=(?:e|ed|er|es|ing)$)", "ys"),
        (r"our(?=\w*$)", "or"),
        (r"(?<=[a-z]{3})or(?=(?:s|ed|ing|al|ful|able)?$)", "our"),
        (r"tre(?=s?$)", "ter"),
        (r"ter(?=s?$)", "tre"),
        (r"ogue(?=s?$)", "og"),
        (r"og(?=s?$)", "ogue"),
    )
)


RARER = 0.2
"""By so much a joined word must be rarer than the rarer of its parts, to be taken for a hyphenated one."""
SHORTEST_PART = 3


def as_spelt_here(text: str, idf: Idf, stands: Callable[[str], bool]) -> str:
    """A text whose words have the spelling of the papers.

    A word that stands in no paper is written as the one that does, where it has two spellings; one that is
    much rarer than both of its parts is hyphenated (finetuning, multilabel), if some paper does so.

    Args:
        text: any text.
        idf: how telling a word is in the library.
        stands: whether a hyphenated word stands in a paper.
    """
    words = dict(topic_words(text))
    known = idf.weights(words.values())
    weights = {word: known[stem] for word, stem in words.items()}
    right = {**_hyphenated(weights, idf, stands), **_respelt(weights, idf)}
    if not right:
        return text
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, right))})\b", re.IGNORECASE)
    return pattern.sub(lambda found: right.get(found[0].casefold(), found[0]), text)


def _respelt(weights: Mapping[str, float], idf: Idf) -> dict[str, str]:
    """For each word that stands in no paper the spelling that does, where there is one."""
    variants = {word: list(_variants(word)) for word, weight in weights.items() if weight == UNKNOWN}
    found = idf.weights(stem for others in variants.values() for other in others for stem in stems(other))
    return {
        word: other
        for word, others in variants.items()
        for other in others
        if all(found[stem] < UNKNOWN for stem in stems(other))
    }


def _hyphenated(weights: Mapping[str, float], idf: Idf, stands: Callable[[str], bool]) -> dict[str, str]:
    """For each word that is much rarer than two words which it joins, those two with a hyphen."""
    cuts = {word: list(_cuts(word)) for word, weight in weights.items() if weight > RARER}
    parts = {part: stems(part) for pairs in cuts.values() for pair in pairs for part in pair}
    found = idf.weights(stem for of_part in parts.values() for stem in of_part)
    rarity = {part: found[of_part[0]] if of_part else UNKNOWN for part, of_part in parts.items()}
    best = {word: min(pairs, key=lambda pair: _rarer(pair, rarity)) for word, pairs in cuts.items() if pairs}
    rare = {word: pair for word, pair in best.items() if _rarer(pair, rarity) <= weights[word] - RARER}
    joined = {word: "-".join(pair) for word, pair in rare.items()}
    return {word: hyphenated for word, hyphenated in joined.items() if stands(hyphenated)}


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return ((word[:place], word[place:]) for place in places)


def _rarer(pair: tuple[str, str], rarity: Mapping[str, float]) -> float:
    return max(rarity[part] for part in pair)


def _variants(word: str) -> Iterator[str]:
    for pattern, replacement in _VARIANTS:
        other = pattern.sub(replacement, word, count=1)
        if other != word:
            yield other
