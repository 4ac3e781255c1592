"""Text out of LaTeX: accents, commands and formulas become the characters that they stand for.

Only the pieces that are LaTeX beyond doubt are touched; what surrounds them stays as it is, whatever it
holds. A lone `%` begins no comment, and a lone dollar is a dollar.
"""

import logging
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_GROUP = r"\{(?>[^{}]+|\{(?>[^{}]+|\{[^{}]*+\})*+\})*+\}"
_PIECE = re.compile(
    rf"""
      (?<!\\)\$ (?=[^\s$]) [^$]{{1,400}}? (?<=[^\s\\]) \$ (?!\d)   # a formula
    | \\[a-zA-Z]++ \*? \s*+ (?:{_GROUP})*+                          # a command and what it is given
    | \\[^a-zA-Z\s] (?:{_GROUP}|[a-zA-Z])?                         # an accent, or a character set free
    | {_GROUP}                                                     # braces that keep capitals
    | ``|''|(?<!-)---?(?!-)|(?<=\S)~(?=\S)                         # quotation marks, dashes, ties
    """,
    re.VERBOSE,
)
_LONGEST = 5_000
_TELLING = re.compile(r"[\\{$~]|``|''|--")


def plain(text: str) -> str:
    """The text without its LaTeX."""
    return _PIECE.sub(lambda piece: _converted(piece[0]), text) if _TELLING.search(text) else text


@lru_cache(4096)
def _converted(piece: str) -> str:
    if piece in _CHARACTERS:
        return _CHARACTERS[piece]
    if len(piece) > _LONGEST:
        return piece
    if piece.startswith("{"):
        return plain(piece[1:-1])
    try:
        return str(_decoder().latex_to_text(re.sub(r"(?<!\\)%", r"\%", piece)))
    except Exception:  # noqa: BLE001 - pylatexenc fails in many ways where a command lacks what it is given
        return piece


_CHARACTERS = {"``": "“", "''": "”", "--": "–", "---": "—", "~": " "}


@cache
def _decoder() -> "LatexNodes2Text":
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # what it fails at stays as it is
    context = get_default_latex_context_db()
    context.add_context_category("addresses", prepend=True, macros=[MacroTextSpec("url", simplify_repl="%s")])
    return LatexNodes2Text(context, math_mode="text", keep_braced_groups=False)
