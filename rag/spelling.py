"""British and American spellings: a word that no paper has is written as the papers write it."""

import re
from collections.abc import Iterator

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


def as_spelt_here(text: str, idf: Idf) -> str:
    """A text in which a word that stands in no paper has the spelling that does, where it has two.

    Args:
        text: any text.
        idf: how telling a word is in the library.
    """
    words = dict(topic_words(text))
    known = idf.weights(words.values())
    variants = {word: list(_variants(word)) for word, stem in words.items() if known[stem] == UNKNOWN}
    found = idf.weights(stem for others in variants.values() for other in others for stem in stems(other))
    right = {
        word: other
        for word, others in variants.items()
        for other in others
        if all(found[stem] < UNKNOWN for stem in stems(other))
    }
    if not right:
        return text
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, right))})\b", re.IGNORECASE)
    return pattern.sub(lambda found: right[found[0].casefold()], text)


def _variants(word: str) -> Iterator[str]:
    for pattern, replacement in _VARIANTS:
        other = pattern.sub(replacement, word, count=1)
        if other != word:
            yield other
