"""A draft cut into what is checked one by one."""

import re

from corpus.sentences import sentence_spans
from rag.markup import cleaned

_ENDS = re.compile(r"[.!?][\s\"'*_)\]”’]*$")
_SETS_APART = re.compile(r"(?<=\S),?\s+(?:while|whereas)\s+", re.IGNORECASE)


def draft_sentences(draft: str) -> list[str]:
    """The sentences of a draft, line by line, without what the model put around them."""
    lines = draft.split("\n")
    found = (cleaned(line[span.start : span.end]) for line in lines for span in sentence_spans(line))
    return [sentence for sentence in found if sentence]


def finished(draft: str) -> str:
    """A draft that was cut short, without the sentence that was not finished."""
    if _ENDS.search(draft):
        return draft
    *before, last = draft.splitlines(keepends=True) or [""]
    spans = sentence_spans(last)
    return "".join(before) + (last[: spans[-1].start] if spans else "")


def told_apart(sentence: str) -> tuple[str, ...]:
    """The two halves of a sentence that "while" or "whereas" sets against each other, each a sentence.

    The sentence alone, where no such word parts it, or more than one does.
    """
    match _SETS_APART.split(sentence):
        case [first, second]:
            return f"{first}.", second
        case _:
            return (sentence,)
