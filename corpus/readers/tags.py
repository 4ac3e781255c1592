"""Text out of the markup that publishers leave in titles and abstracts: HTML, JATS and MathML."""

import html
import re

_INLINE = "i|b|em|strong|sub|sup|scp|sc|u|tt|span|italic|bold"
_BLOCK = "p|br|div|sec|list|list-item|li|ul|ol|h[1-6]"
_SPACED = re.compile(rf"\s*</?(?:jats:)?(?:{_BLOCK})(?:\s[^<>]*)?/?>\s*", re.IGNORECASE)
_DROPPED = re.compile(rf"</?(?:(?:jats|mml):[\w-]+|{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_HEADING = re.compile(
    r"<(?:jats:)?title>([^<>]*?):?\s*</(?:jats:)?title>\s*(?:<(?:jats:)?p>\s*)?", re.IGNORECASE
)
_OF_THE_WHOLE = {"abstract", "summary", ""}


def without_tags(text: str) -> str:
    """The text without its tags; each paragraph is a line, after its heading, as in "Methods: We asked".

    Only tags that are known to be used so are taken for tags: "x<y and y>z" has none.
    """
    line = " ".join(html.unescape(text).split())
    told = _DROPPED.sub("", _SPACED.sub("\n", _HEADING.sub(_with_a_colon, line)))
    return re.sub(r"\n+", "\n", told).strip()


def _with_a_colon(heading: re.Match[str]) -> str:
    return "" if heading[1].strip().lower() in _OF_THE_WHOLE else f"\n{heading[1]}: "
