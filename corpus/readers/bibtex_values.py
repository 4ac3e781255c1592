"""The values of BibTeX's fields: put together of texts and abbreviations, as in `"Proc. of " # acl`."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

_FIELD_BEGINS = re.compile(r"[}\"\w]\s+[a-z][\w-]*\s*\Z", re.IGNORECASE)
_REACH = 80
_ENCLOSURES = ("{}", '""')


def resolved(value: str, strings: Mapping[str, str]) -> str:
    """The text of a value. An abbreviation that is not known stands for itself."""
    return "".join(_text(term, strings) for term in _between(value, _outside(value, "#")))


def runs_on(value: str) -> bool:
    """Whether another field stands in a value, after which a comma is missing."""
    return any(_FIELD_BEGINS.search(value, max(0, place - _REACH), place) for place in _outside(value, "="))


def _between(value: str, places: Iterable[int]) -> list[str]:
    bounds = pairwise([-1, *places, len(value)])
    return [value[start + 1 : end].strip() for start, end in bounds]


def _text(term: str, strings: Mapping[str, str]) -> str:
    if len(term) > 1 and term[0] + term[-1] in _ENCLOSURES:
        return term[1:-1]
    return strings.get(term.lower(), term)


def _outside(value: str, sign: str) -> list[int]:
    """Where a sign stands outside of braces and quotation marks."""
    depth, is_quoted, places = 0, False, []
    for mark in re.finditer(rf"(?<!\\)[{{}}\"{sign}]", value) if sign in value else ():
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif mark[0] == '"':
            is_quoted ^= depth == 0
        elif not depth and not is_quoted:
            places.append(mark.start())
    return places
