"""Any text cut into the sentences that are checked: paragraphs, lists, headings, LaTeX or Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.sentences import sentence_spans
from rag.answering.sentences import cleaned

Kind = Literal["claim", "question", "heading"]

LONGEST = 1_000
"""A sentence of more characters is checked in parts."""
WORDS_OF_A_HEADING = 12

_LINE = re.compile(r"[^\n]*\n?")
_OWN_LINE = re.compile(r"\s*(?:[-*•‣▪]\s|\d{1,2}[.)]\s|#|\\(?:sub)*section|\||>)")
_HEADING = re.compile(
    r"\s*(?:#+\s|\\(?:sub)*section\*?\{"
    r"|(?:\d+(?:\.\d+)*\.?\s+)?[A-Z][\w-]*(?:\s+(?:[A-Z][\w-]*|[a-z]{1,3}|with|from))*$)"
)
_AUTHOR_YEAR = re.compile(
    r"\s*[(\[](?:see |e\.g\.,? |cf\. )*[^\W\d_][^()\[\]]{0,200}\b(?:19|20)\d{2}[a-z]?"
    r"(?:,? pp?\. ?[\d-]+)?[)\]]"
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
    for block in _blocks(text):
        alone = _is_heading(block)
        for span in sentence_spans(block):
            for part in _PART.findall(block[span.start : span.end]):
                plain = _plain(part)
                if re.search(r"\w", plain):
                    yield Statement(plain, _kind(plain, heading=alone))


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, and lines that stand for themselves."""
    lines: list[str] = []
    for line in _LINE.findall(text.replace("\r\n", "\n").replace("\r", "\n")):
        heading = _is_heading(line)
        if heading or not line.strip() or _OWN_LINE.match(line):
            yield "".join(lines)
            lines = []
        if heading:
            yield line
        else:
            lines.append(line)
    yield "".join(lines)


def _is_heading(block: str) -> bool:
    return len(block.split()) <= WORDS_OF_A_HEADING and bool(_HEADING.match(block.rstrip()))


def _plain(sentence: str) -> str:
    unreferenced = _AUTHOR_YEAR.sub("", _LATEX_REFERENCE.sub("", _UNSEEN.sub("", sentence)))
    return re.sub(r"\s+", " ", cleaned(_SECTION.sub(r"\1", unreferenced)))


def _kind(sentence: str, *, heading: bool) -> Kind:
    if _QUESTION.search(sentence):
        return "question"
    return "heading" if heading else "claim"
