"""Whether a text says a key fact: normalisation, and matching at the boundaries of tokens."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

MARKER: Final = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁹]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TOKEN = re.compile(r"\d+(?:\.\d+)*|(?<!\w)\.\d+|[^\W\d_]+|%")
TIMES: Final = "\u00d7"
_FACTORS = frozenset({"x", "times", "fold"})


def tokens(text: str) -> list[str]:
    r"""The text as comparable tokens.

    NFKC and casefolding; the times sign and "\times" are "x"; "%", "\%" and "per cent" are "percent"; a
    "times" or "fold" after a number is "x"; thousands separators go; decimals lose trailing zeros; hyphens
    and all other punctuation separate tokens. A number and the letters glued to it are two tokens.
    """
    text = _SUPERSCRIPT.sub(r" ^\g<0>", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.replace("\\times", " x ").replace(TIMES, " x ").replace("per cent", "percent")
    found = [_canonical(token) for token in _TOKEN.findall(_THOUSANDS.sub("", text))]
    return [_factor(token, before) for before, token in zip(["", *found], found, strict=False)]


def says_any(text: str, variants: Iterable[str]) -> bool:
    """Whether the tokens of one of the variants stand in the text, one after another."""
    haystack = _joined(tokens(text))
    return any(_joined(needle) in haystack for needle in map(tokens, variants) if needle)


def stands_in(text: str, string: str) -> bool:
    """Whether the string stands anywhere in the text, inside words too, after NFKC and casefolding."""
    return _plain(string) in _plain(text)


def without_markers(text: str) -> str:
    """The text of an answer without its [1] markers, whose numbers are not facts."""
    return MARKER.sub("", text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _canonical(word: str) -> str:
    if word == "%":
        return "percent"
    if word.startswith("."):
        word = f"0{word}"
    return word.rstrip("0").rstrip(".") if word.count(".") == 1 else word


def _factor(token: str, before: str) -> str:
    return "x" if token in _FACTORS and before[:1].isdigit() else token


def _joined(found: list[str]) -> str:
    return f" {' '.join(found)} "
