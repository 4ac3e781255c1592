"""What the authors of a paper say of themselves, as an answer reports it."""

import re
from collections.abc import Mapping

_OWN = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us)\b")
_FIRST = {"we": "the authors", "our": "the authors'", "ours": "the authors'", "us": "the authors"}
_LATER = {"we": "they", "our": "their", "ours": "theirs", "us": "them"}
_ESCAPED = re.compile(r"\\([%&_#$])")


def reported(sentence: str) -> str:
    """A written sentence for its reader: told of the authors rather than by them, without LaTeX's escapes."""
    plain = _ESCAPED.sub(r"\1", sentence)
    first = _OWN.search(plain)
    if first is None:
        return plain
    rest = _OWN.sub(lambda own: _instead(own, _LATER), plain[first.end() :])
    return f"{plain[: first.start()]}{_instead(first, _FIRST)}{rest}"


def _instead(own: re.Match[str], others: Mapping[str, str]) -> str:
    """Another word in the place of one, with a capital where that has one."""
    other = others[own[0].lower()]
    return f"{other[0].upper()}{other[1:]}" if own[0][0].isupper() else other
