"""What an answer is written from: all that the steps before the draft came to."""

from dataclasses import dataclass

from rag.answering.answerability import Signals
from rag.question import Reading
from rag.values import Evidence, Hit


@dataclass(frozen=True)
class Found:
    """The question as it was read, the papers, the sentences, and what speaks for an answer being there.

    Attributes:
        reading: the standalone question, and what form of answer it asks for.
        hits: the papers that were retrieved, best first.
        evidence: the sentences that a chat model is shown, in order.
        signals: those that need no chat model, until one has been asked.
    """

    reading: Reading
    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
    signals: Signals
