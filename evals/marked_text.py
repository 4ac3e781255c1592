"""Reading text with [1] markers, as other systems write it, as an answer of Footnote's kind.

In favour of the other system where there is doubt: a marker after a full stop belongs to the sentence before
it, and a first sentence that says that no source helps makes a refusal.
"""

import re
from collections.abc import Sequence

from corpus.paper import Paper
from corpus.sentences import sentence_spans
from evals.matching import MARKER
from rag.values import Answer, Citation, Claim, Source

_LEADING = re.compile(rf"^(?:{MARKER.pattern})+")
_NUMBER = re.compile(r"\d+")
_NO_ANSWER = re.compile(
    r"""\b(?: none\ of\ the\ (?:provided\ |given\ )?(?:sources|papers)
          | not\ (?:explicitly\ |directly\ )?(?:mentioned|provided|stated|specified|given|found)
          | (?:not|n't)\ (?:explicitly\ |directly\ )?(?:mention|provide|contain|specify|state)
          | no\ (?:relevant\ |specific\ )?information
          | (?:cannot|can't|not\ possible\ to)\ (?:be\ )?(?:answer|determine)
          | empty\ response )""",
    re.VERBOSE | re.IGNORECASE,
)


def read_marked_text(text: str, sources: Sequence[Paper]) -> Answer:
    """The text as an answer whose markers count the sources from 1.

    A citation is of the whole abstract, as the text says no more. A marker that points nowhere is none.
    """
    sentences = _sentences(text)
    if not sentences or _NO_ANSWER.search(sentences[0]):
        return Answer(status="not_in_corpus", text=text)
    claims = tuple(
        Claim(MARKER.sub("", sentence).strip(), "supported", _citations(sentence, sources))
        for sentence in sentences
    )
    cited = {citation.number: citation.paper for claim in claims for citation in claim.citations}
    return Answer(
        status="answered",
        text=text,
        claims=claims,
        sources=tuple(Source(number, cited[number]) for number in sorted(cited)),
    )


def _sentences(text: str) -> list[str]:
    """The sentences, each with its markers."""
    sentences: list[str] = []
    for span in sentence_spans(text):
        sentence = text[span.start : span.end]
        leading = _LEADING.match(sentence)
        if leading and sentences:
            sentences[-1] += leading.group()
            sentence = sentence[leading.end() :]
        if sentence.strip():
            sentences.append(sentence)
    return sentences


def _citations(sentence: str, sources: Sequence[Paper]) -> tuple[Citation, ...]:
    numbers = {int(number) for marker in MARKER.findall(sentence) for number in _NUMBER.findall(marker)}
    return tuple(
        Citation(number, paper, paper.abstract, 0, len(paper.abstract))
        for number in sorted(numbers)
        if 1 <= number <= len(sources) and (paper := sources[number - 1])
    )
