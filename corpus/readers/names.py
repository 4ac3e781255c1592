"""The names of people in one text, as tables, lists and people write them."""

import re
from collections.abc import Sequence

_SEPARATORS = (r";", r"\|")
_AND = re.compile(r"\band\b|&")
_INITIALS = re.compile(r"(?:-?[^\W\d_]\.\s*)+")


def told_apart(text: str) -> list[str]:
    """The names between semicolons or bars, else between "and", ampersands and commas, each in order.

    With commas, "Smith, J., & Doe, A." and "Smith, John and van Doe, Ann" give the family's name first.
    """
    for separator in _SEPARATORS:
        if re.search(separator, text):
            return [in_order(name) for name in re.split(separator, text)]
    pieces = [piece.strip(" ,") for piece in _AND.split(text)]
    parts = [part.strip() for piece in pieces for part in piece.split(",") if part.strip()]
    if _alternate(parts):
        return [f"{given} {family}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return [name for piece in pieces for name in _of_piece(piece)]


def in_order(name: str) -> str:
    """Such as "Di Cox Jr.", which a list may give as "Cox, Di, Jr."."""
    last, _, first = name.partition(",")
    first, _, suffix = first.partition(",")
    return " ".join(filter(None, (first.strip(), last.strip(), suffix.strip())))


def _alternate(parts: Sequence[str]) -> bool:
    """Whether after each family's name come initials."""
    are_initials = [_INITIALS.fullmatch(part) is not None for part in parts]
    return len(parts) > 1 and are_initials == [False, True] * (len(parts) // 2)


def _of_piece(piece: str) -> list[str]:
    """The names between commas; one name, the family's first, where a single word is before or after."""
    names = [name.strip() for name in piece.split(",")]
    is_one = len(names) == len(("family", "given")) and min(len(name.split()) for name in names) == 1
    return [in_order(piece)] if is_one else names
