"""Any text cut into the sentences that are checked: paragraphs, lists, headings, LaTeX or Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.sentences import sentence_spans
from rag.markup import cleaned

Kind = Literal["claim", "question", "heading"]

LONGEST = 1_000
"""A sentence of more characters is checked in parts."""
WORDS_OF_A_HEADING = 12

_LINE = re.compile(r"[^\n]*\n?")
_OWN_LINE = re.compile(r"\s*(?:[-*•‣▪]\s|\d{1,2}[.)]\s|#|\\(?:sub)*section|\||>)")
_MARKED = re.compile(r"\s*(?:#+\s|\\(?:sub)*section\*?\{)")
_NUMBERING = re.compile(r"\s*\d+(?:\.\d+)*\.?\s+")
_CAPITALISED = re.compile(
    r"[A-Z][\w-]*(?:\s+(?:[A-Z][\w-]*|an?|and|as|at|by|for|from|in|of|on|or|the|to|via|vs|with))*"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|can|could|does|did|will|would|may|might|must|should|needs|uses|runs"
    r"|makes|gives|helps|works|beats|outperforms|surpasses|exceeds|improves|reduces|increases|decreases|achieves"
    r"|reaches|enables|allows|shows|learns|requires|saves|cuts|causes|prevents|doubles|halves)\b",
    re.IGNORECASE,
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_CAPITAL = rf"(?!(?:{_MONTH})\s\d)(?![a-z])[^\W\d_][\w.'’-]*"
_NAME = rf"(?:(?:van|von|de|der|den|del|di|la|le|al|el|bin)\s)*{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}"
_WORK = (
    rf"{_NAME}(?:,?\s(?:and|&)\s{_NAME}|,\s{_NAME}){{0,8}}(?:,?\s(?:et\sal\.?|and\sothers))?"
    r",?\s\(?(?:19|20)\d{2}[a-z]?(?:,\s(?:19|20)\d{2}[a-z]?){0,5}(?:,?\spp?\.\s?[\d-]+)?"
)
_AUTHOR_YEAR = re.compile(
    rf"\s*[(\[](?:(?:see|e\.g\.|cf\.|also|and),?\s)*{_WORK}(?:;\s(?:(?:see|also|and),?\s)*{_WORK}){{0,20}}[)\]]"
)
_LATEX_REFERENCE = re.compile(r"~?\\(?:cite\w*|ref|label|footnote)\*?(?:\[[^\]]*\])*\{[^{}]*\}")
_SECTION = re.compile(r"\\(?:sub)*section\*?\{([^{}]*)\}")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_QUESTION = re.compile(r"[?\uff1f\u061f]\W*$")
_PART = re.compile(rf".{{1,{LONGEST}}}(?:\s|$)|.{{1,{LONGEST}}}", re.DOTALL)


@dataclass(frozen=True)
class Statement:
    """A sentence without markup and references, and what it is."""

    text: str
    kind: Kind


def statements(text: str) -> Iterator[Statement]:
    r"""The sentences of a text, in order; what holds no word is left out.

    Lists, headings and table rows are cut at their lines, all else at its full stops. References such as [3],
    (Smith et al., 2019) and \cite{smith} are taken out: they claim nothing.
    """
    for block, heading in _blocks(text):
        for span in sentence_spans(block):
            for part in _PART.findall(block[span.start : span.end]):
                plain = _plain(part)
                if re.search(r"\w", plain):
                    yield Statement(plain, _kind(plain, heading=heading))


def _blocks(text: str) -> Iterator[tuple[str, bool]]:
    """Paragraphs, and lines that stand for themselves; and whether each is a heading."""
    lines: list[str] = []
    found = _LINE.findall(text.replace("\r\n", "\n").replace("\r", "\n"))
    for line, following in pairwise([*found, ""]):
        heading = _is_heading(line, alone=not "".join(lines).strip() and not following[:1].islower())
        if heading or not line.strip() or _OWN_LINE.match(line):
            yield "".join(lines), False
            lines = []
        if heading:
            yield line, True
        else:
            lines.append(line)
    yield "".join(lines), False


def _is_heading(line: str, *, alone: bool) -> bool:
    """Whether a line is marked as a heading, or holds capitalised words without a verb, numbered or alone."""
    if len(line.split()) > WORDS_OF_A_HEADING:
        return False
    numbering = _NUMBERING.match(line)
    words = line[numbering.end() if numbering else 0 :].strip()
    is_title = bool(_CAPITALISED.fullmatch(words)) and not _VERB.search(words)
    return bool(_MARKED.match(line)) or (is_title and (alone or bool(numbering)))


def _plain(sentence: str) -> str:
    unreferenced = _AUTHOR_YEAR.sub("", _LATEX_REFERENCE.sub("", _UNSEEN.sub("", sentence)))
    return re.sub(r"\s+", " ", cleaned(_SECTION.sub(r"\1", unreferenced)))


def _kind(sentence: str, *, heading: bool) -> Kind:
    if _QUESTION.search(sentence):
        return "question"
    return "heading" if heading else "claim"
