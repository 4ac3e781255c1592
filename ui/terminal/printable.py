"""Foreign text that is safe to show in a terminal."""

import unicodedata

_LAYOUT = frozenset("\n\t")
_HIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})


def printable(text: str) -> str:
    """The text with a mark in place of every character that a terminal would obey instead of show.

    Those are the control characters but for line ends and tabs (an escape sequence begins with one),
    and halves of a surrogate pair, which no terminal can be sent.
    """
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_obeyed(letter) else letter for letter in text)


def _is_obeyed(letter: str) -> bool:
    return letter not in _LAYOUT and unicodedata.category(letter) in _HIDDEN
