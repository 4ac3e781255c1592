"""Papers as passages: the chunks that are embedded."""

import hashlib
import math
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote

from corpus.paper import Paper
from corpus.sentences import Span

WORDS_PER_PASSAGE = 150
"""MiniLM reads 256 tokens; 150 words and a title stay below that."""


@dataclass(frozen=True)
class Passage:
    """Whole sentences of one abstract, `paper_abstract[start:end]`, embedded under their title."""

    paper_id: str
    start: int
    end: int
    text: str

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the embedded text: the key of its vector in the library's cache."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def id(self) -> str:
        """The same for the same text in the same place of the same paper, to compare an index by.

        `paper_of` reads the paper's own out of it.
        """
        return f"{quote(self.paper_id, safe='')}-{self.start}-{self.text_hash[:16]}"


def paper_of(passage_id: str) -> str:
    """The id of the paper of a passage."""
    paper, _, _ = passage_id.rsplit("-", 2)
    return unquote(paper)


def passages_of(paper: Paper) -> list[Passage]:
    """The paper's passages: as few as fit, of about equal length, none cutting a sentence."""
    return [
        Passage(paper.id, start, end, f"{paper.title}\n{paper.abstract[start:end]}")
        for start, end in _windows(paper)
    ] or [Passage(paper.id, 0, 0, paper.title)]


def _windows(paper: Paper) -> list[tuple[int, int]]:
    lengths = [_words(paper, span) for span in paper.sentences]
    count = max(1, math.ceil(sum(lengths) / WORDS_PER_PASSAGE))
    share = sum(lengths) / count
    windows: list[tuple[int, int]] = []
    words_before = 0
    for span, length in zip(paper.sentences, lengths, strict=True):
        if len(windows) > int((words_before + length / 2) / share) and windows:
            windows[-1] = (windows[-1][0], span.end)
        else:
            windows.append((span.start, span.end))
        words_before += length
    return windows


def _words(paper: Paper, span: Span) -> int:
    return max(1, len(paper.abstract[span.start : span.end].split()))
