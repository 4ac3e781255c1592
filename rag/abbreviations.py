"""Abbreviations as the abstracts introduce them: the words in full, then the short form in brackets.

The method is that of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", PSB 2003: the short form's letters are sought from the right in the words before it.
"""

import re

from rag.text import normalised, words

_INTRODUCED = re.compile(r"\(\s*(?P<short>[A-Za-z][\w.+-]{1,11}?)s?\s*[,;)]")
_SPACE = re.compile(r"\s+")


def expansions(text: str) -> dict[str, str]:
    """The abbreviations that a text introduces, each with its words in full."""
    plain = _SPACE.sub(" ", normalised(text))
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(plain):
        short = match["short"]
        full = _full_form(short, plain[: match.start()].rstrip())
        if full and any(letter.isupper() for letter in short):
            found.setdefault(short, full)
    return found


def spells_out(text: str, spoken: str) -> bool:
    """Whether a text introduces an abbreviation that another speaks of, by its short form or in full."""
    said = normalised(spoken).casefold()
    forms = expansions(text).items()
    return any(short.casefold() in words(said) or full.casefold() in said for short, full in forms)


def _full_form(short: str, before: str) -> str:
    words_at_most = min(len(short) + 5, len(short) * 2)
    window = " ".join(before.split(" ")[-words_at_most:])
    place = len(window)
    for position in range(len(short) - 1, -1, -1):
        letter = short[position].casefold()
        if not letter.isalnum():
            continue
        place = window.casefold().rfind(letter, 0, place)
        while place > 0 and position == 0 and window[place - 1].isalnum():
            place = window.casefold().rfind(letter, 0, place)
        if place < 0:
            return ""
    full = window[place:]
    return full if len(full) > len(short) and ")" not in full else ""
