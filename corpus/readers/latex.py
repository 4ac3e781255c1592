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
    from pylatexenc.macrospec import LatexContextDb

_GROUP = r"\{(?>[^{}]+|\{(?>[^{}]+|\{[^{}]*+\})*+\})*+\}"
_OPTION = r"\[[^\[\]{}]{0,100}+\](?=\s*+\{)"
_SYMBOL = r"\\[a-zA-Z]++\s*+|\\[^a-zA-Z\s$]"
_PIECE = re.compile(
    rf"""
      \$\$ [^$]{{1,400}}+ \$\$ | \\\( [^$]{{1,400}}? \\\) | \\\[ [^$]{{1,400}}? \\\]   # a formula set apart
    | (?<!\\)\$ (?=[^\s$]) [^$]{{1,400}}? (?<=[^\s\\]) \$ (?!\d)                       # a formula
    | (?<!\\)\$ (?: [<>=~+*-] | (?=[^\s$]{{0,60}}[\\^_]) (?:{_SYMBOL}|[^\s$\\]){{1,60}}+ ) \$ (?=\d)
    | \\(?:[`'"^~=.]|[uvHtcdbkr](?![a-zA-Z])) \s*+ (?:{_GROUP}|\\[ij](?![a-zA-Z])[ ]?|[a-zA-Z])  # an accent
    | \\verb(?![a-zA-Z]) (?P<mark>[^\w\s*{{]) (?P<verbatim>[^\n]{{0,200}}?) (?P=mark)
    | \\[a-zA-Z]++ \*? \s*+ (?:{_OPTION})? (?:\s*+{_GROUP})*+       # a command and what it is given
    | \\[^a-zA-Z\s] (?:{_GROUP})?                                  # a character set free
    | (?<=[\w.,;)}}%'’])\\(?=\s)                                    # a space that ends no sentence
    | {_GROUP}                                                     # braces that keep capitals
    | ``|''|(?<!-)---?(?!-)|(?<=[^\s/])~(?=\S)                     # quotation marks, dashes, ties
    """,
    re.VERBOSE,
)
_LONGEST = 5_000
_TELLING = re.compile(r"[\\{$~]|``|''|--")


def plain(text: str) -> str:
    """The text without its LaTeX."""
    return _PIECE.sub(_read, text) if _TELLING.search(text) else text


def _read(piece: re.Match[str]) -> str:
    return piece["verbatim"] or _converted(piece[0])


@lru_cache(4096)
def _converted(piece: str) -> str:
    if piece in _CHARACTERS:
        return _CHARACTERS[piece]
    if len(piece) > _LONGEST:
        return piece
    if piece.startswith("{"):
        return plain(piece[1:-1])
    return _decoded(f"${piece[2:-2].strip()}$" if piece.startswith(_APART) else piece)


def _decoded(piece: str) -> str:
    """What pylatexenc makes of a piece; the piece itself where a command lacks what it should be given."""
    escaped = re.sub(r"(?<!\\)%", r"\%", piece)
    try:
        return str(_decoder().latex_to_text(escaped, latex_context=_grammar()))
    except Exception:  # noqa: BLE001 - it fails in many ways, of which none is documented
        return piece


_APART = ("$$", r"\(", r"\[")
_CHARACTERS = {"``": "“", "''": "”", "--": "–", "---": "—", "~": " ", "\\": "", r"\~{}": "~", r"\^{}": "^"}
_STYLES = ("texttt", "textsf", "textmd", "textup", "mbox")
_MEANINGS = {
    "url": "%s",
    "href": "%(2)s",
    "title": "%(1)s",
    "author": "%(1)s",
    "date": "%(1)s",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
}


@cache
def _grammar() -> "LatexContextDb":
    """Which commands are given something: those that pylatexenc knows, and one more."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    context = get_default_latex_context_db()
    context.add_context_category("addresses", prepend=True, macros=[std_macro("href", False, 2)])
    return context


@cache
def _decoder() -> "LatexNodes2Text":
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # what it fails at stays as it is
    context = get_default_latex_context_db()
    styles = [MacroTextSpec(name, discard=False) for name in _STYLES]
    meanings = [MacroTextSpec(name, simplify_repl=text) for name, text in _MEANINGS.items()]
    context.add_context_category("ours", prepend=True, macros=styles + meanings)
    return LatexNodes2Text(context, math_mode="text", keep_braced_groups=False)
