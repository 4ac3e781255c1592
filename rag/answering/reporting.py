"""What the authors of a paper say of themselves, as an answer reports it."""

import re
from collections.abc import Mapping
from itertools import chain, repeat

_OWN = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\d)(?<!\d )\b(?:[Ww]e|[Oo]urs?|us)\b")
"""A word for the authors; what is quoted stays as it is, and "50 us" are microseconds."""
_FIRST = {"we": "the authors", "our": "the authors'", "ours": "the authors'", "us": "the authors"}
_LATER = {"we": "they", "our": "their", "ours": "theirs", "us": "them"}
_ESCAPED = re.compile(r"\\([%&_#$])")


def reported(sentence: str) -> str:
    """A written sentence for its reader: told of the authors rather than by them, without LaTeX's escapes."""
    others = chain([_FIRST], repeat(_LATER))

    def told(found: re.Match[str]) -> str:
        return found[0] if found[0][0] in '“"' else _instead(found[0], next(others))

    return _OWN.sub(told, _ESCAPED.sub(r"\1", sentence))


def _instead(own: str, others: Mapping[str, str]) -> str:
    """Another word in the place of one, with a capital where that has one."""
    other = others[own.casefold()]
    return f"{other[0].upper()}{other[1:]}" if own[0].isupper() else other
