"""Where the sentences of an abstract begin and end, counted in the abstract's own characters."""
# ruff: noqa: RUF001 - the full stops and quotation marks of other scripts are meant

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.words import BEFORE_NUMBER, NEVER_LAST, SELDOM_LAST, STARTERS

_INLINE = "a|b|code|em|font|i|small|span|strong|sub|sup|tt|u"
_BLOCK = "address|article|blockquote|div|h[1-6]|header|li|ol|p|section|table|t[dhr]|ul"
_HIDING = r"\w+(?=\s[^<>]{0,200}\b(?:style|hidden)\b)|script|style|template"
_MARK = re.compile(
    rf"""
    (?=[\n.!?…<。！？｡।॥؟۔։።]) (?:                                        # all begin so; it is for speed
      (?P<always> [。！？｡।॥؟۔։።]++ ["'”’」』）)]*+ | \n[^\S\n]*+(?=\n|[•‣▪]\s)
        | (?=<(?:!--|(?:{_BLOCK}|{_HIDING})[\s>])) | (?<=[.!?])(?=<br\s*/?>) | </(?:{_BLOCK})>
        | <!--.{{0,1000}}?--> | <(?P<name>{_HIDING})\b[^<>]{{0,300}}>.{{0,1000}}?</(?P=name)> )
    | (?P<glued> (?<=[a-z]{{2}})\.(?=[A-Z][a-z]*[\s,]|\([\divx]{{1,4}}\)) )
    | (?P<noted> (?<=[a-z]{{3}})\.(?:\d{{1,2}}|\[\d{{1,3}}\])(?=\s+[A-Z]) )
    | (?P<close> (?<=[\w%)\]"”’])[.!?](?=[A-Z][a-z]*[\s,]) )
    | (?<![.!?…])(?P<sign>[.!?…]++)(?P<closed>["'”’»)\]}}*_]*+(?:</(?:{_INLINE})>)*+)(?=\s) )
    """,
    re.VERBOSE | re.DOTALL,
)
_WHOLE = re.compile(r"\([^()]{0,300}\)|“[^“”]{0,300}”")
_WORD = re.compile(r"\w")
_LAST = re.compile(r"[^\s(\[{\"“‘–—]*\Z")
_NEXT = re.compile(rf"\s*(?:<(?:{_INLINE})>)*+" r"[(\[{\"'“‘«¿¡$\\`*_]*(\S{0,40})")
_LINK = re.compile(r"[/@:]|www")
_INITIALS = re.compile(r"(?:[A-Za-z]{1,2}\.)*[A-Z]|(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}")
_NUMBERING = re.compile(r"\d{1,2}|[A-Za-z]|[ivx]{2,4}")
_BEFORE_NUMBERING = re.compile(r"(?:\A|[:;(]|[:;]\s+and)\s*\Z")
_NUMBERED = re.compile(r"\d{1,2}[.)]")
_INNER_CAPITAL = re.compile(r"[a-z]+[-\d]*[A-Z]")
_PLAIN_WORD = re.compile(r"[^\W\d_]{4,}")
_ABBREVIATIONS = NEVER_LAST | BEFORE_NUMBER | SELDOM_LAST
_GOES_ON = frozenset(",;:)]}%&=<>+/|×·")
_REACH = 40


@dataclass(frozen=True, slots=True)
class Span:
    """The characters of a text from `start` up to, not including, `end`."""

    start: int
    end: int


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences of a text, as spans of its characters.

    The spans are in order, do not overlap, neither begin nor end with white space, and together hold
    every character that is not white space; an empty text has none. A mark that can end a sentence
    does, unless the word before it is an abbreviation, an initial or the number of a list's item, or
    what follows goes on (the rules of Grefenstette and Tapanainen, "What is a word, what is a
    sentence?", 1994, for the habits of abstracts). Brackets and quotations of up to 300 characters
    stay whole; a block of HTML, a comment in it and what it hides stand by themselves. The time is linear
    in the length of the text.
    """
    bounds = [0, *_cuts(text), len(text)]
    return tuple(_trimmed(text, *pair) for pair in pairwise(bounds) if text[slice(*pair)].strip())


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _cuts(text: str) -> Iterator[int]:
    """Where a sentence ends and another begins; both have at least one letter or digit."""
    whole = _Whole(text)
    start, word = 0, _next_word(text, 0)
    for mark in _MARK.finditer(text):
        cut = mark.end()
        if word < cut and not whole.holds(cut) and _ends_sentence(text, start, mark):
            start, word = cut, _next_word(text, cut)
            if word < len(text):
                yield cut


def _next_word(text: str, start: int) -> int:
    match = _WORD.search(text, start)
    return match.start() if match else len(text)


class _Whole:
    """The brackets and quotations of a text, which are not cut."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _WHOLE.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def holds(self, cut: int) -> bool:
        """Whether a cut at this character would fall inside one of them."""
        nearest = bisect_left(self._starts, cut) - 1
        return nearest >= 0 and cut < self._ends[nearest]


def _ends_sentence(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a mark ends the sentence that began at `start`."""
    if mark["always"] is not None:
        return True
    last, following = _last_word(text, start, mark.start()), _following(text, mark.end())
    if mark["glued"] or mark["close"]:
        return not _LINK.search(last) and (bool(mark["glued"]) or _is_plain_end(last, following))
    if not following or following[0] in _GOES_ON or _is_abbreviation(mark, last, following):
        return False
    if _NUMBERING.fullmatch(last) and _begins_item(text, start, text.rindex(last, start, mark.start())):
        return False
    if following[0].islower():
        return _INNER_CAPITAL.match(following) is not None or _ends_carelessly(text, mark, last)
    return not (last.isdigit() and following[0].isdigit()) or _NUMBERED.match(following) is not None


def _last_word(text: str, start: int, end: int) -> str:
    """What stands before a mark, up to 40 characters of it."""
    match = _LAST.search(text[max(start, end - _REACH) : end].rstrip())
    return match[0] if match else ""


def _following(text: str, start: int) -> str:
    """The word after a mark, without the brackets or quotation marks that open before it."""
    match = _NEXT.match(text, start)
    return match[1] if match else ""


def _is_plain_end(last: str, following: str) -> bool:
    """Whether a sentence ends where nothing parts it from the next, as in "by 5%.It also"."""
    return following.rstrip(",") in STARTERS and last.lower() not in _ABBREVIATIONS


def _is_abbreviation(mark: re.Match[str], last: str, following: str) -> bool:
    """Whether the mark belongs to the word before it, or to a bracket or quotation that ends there."""
    word = last if len(last) > 1 and last.isupper() else last.lower()
    if word in NEVER_LAST or (word in BEFORE_NUMBER and following[0].isdigit()):
        return True
    is_inside = bool(mark["closed"]) and (")" in mark["closed"] or mark["sign"] in {"?", "!"})
    if is_inside or word in SELDOM_LAST or _INITIALS.fullmatch(last):
        return re.split(r"\W", following, maxsplit=1)[0] not in STARTERS
    return False


def _begins_item(text: str, start: int, begin: int) -> bool:
    """Whether what begins here numbers an item of a list, as in "two challenges: 1. From"."""
    return _BEFORE_NUMBERING.search(text[max(start, begin - _REACH) : begin]) is not None


def _ends_carelessly(text: str, mark: re.Match[str], last: str) -> bool:
    """Whether a sentence ends although a small letter follows: in tokenised text, or after a whole word."""
    if mark["sign"] != "." or mark["closed"] or last.lower() in _ABBREVIATIONS:
        return False
    return text[mark.start() - 1].isspace() or _PLAIN_WORD.fullmatch(last) is not None
