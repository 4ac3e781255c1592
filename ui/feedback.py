"""What readers thought of an answer: a thumb and a reason, kept on this machine as JSON lines.

Each line is a question in the shape that `footnote eval answers --questions FILE` reads: a candidate for
the question set. What the answer rested on stands in it as gold where the reader approved; its id tells
the time, the thumb and the reason. The answer itself is kept with its conversation.
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rag.values import Message, Status
from ui.conversation import Thumb, Turn
from ui.errors import FeedbackError

FILE = "feedback.jsonl"
LONGEST_REASON = 500

_ANY: tuple[Status, ...] = ("answered", "not_in_abstract", "not_in_corpus")
REASONS: Mapping[str, tuple[Status, ...]] = {
    "It is wrong": _ANY,
    "It misses something": ("answered",),
    "It cites the wrong sentence": _ANY,
    "It should have answered": ("answered",),
    "It should not have answered": ("not_in_abstract", "not_in_corpus"),
}
"""What a reader may find wrong with an answer, and which statuses are right then."""


@dataclass(frozen=True)
class Opinion:
    """A thumb and why; `note` is in the reader's own words."""

    thumb: Thumb
    reason: str = ""
    note: str = ""


class Feedback:
    """The file of opinions. Any thread may append.

    Args:
        path: the file; it is made with the first opinion.
        clock: tells the time.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.path = path
        self._clock = clock
        self._lock = threading.Lock()

    def append(self, opinion: Opinion, turn: Turn, history: Sequence[Message]) -> str:
        """Keep an opinion on a turn.

        Returns:
            The id that it is kept under, which no other opinion has.

        Raises:
            FeedbackError: the file cannot be written.
        """
        question = self._question(opinion, turn, history)
        try:
            with self._lock, self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(question, ensure_ascii=False) + "\n")
        except OSError as error:
            raise FeedbackError(
                f"What you said cannot be kept in {self.path} ({error.strerror}).",
                remedy="Make room or mend its rights, and say it again.",
            ) from error
        return str(question["id"])

    def _question(self, opinion: Opinion, turn: Turn, history: Sequence[Message]) -> dict[str, Any]:
        gold = turn.claims if opinion.thumb == "up" else ()
        sentences = {(c.paper.id, c.quote): None for claim in gold for c in claim.citations}
        cited = [source.paper for source in turn.sources]
        found = {paper.id: paper for paper in (*cited, *(hit.paper for hit in turn.considered))}
        told = (opinion.thumb, opinion.reason, " ".join(opinion.note.split())[:LONGEST_REASON])
        return {
            "id": f"{self._clock().isoformat()} {': '.join(filter(None, told))}",
            "type": "follow_up" if history else "casual",
            "question": turn.question,
            "history": list(history),
            "statuses": _accepted(opinion, turn),
            "papers": list(dict.fromkeys(paper for paper, _ in sentences)),
            "sentences": [{"paper": paper, "quote": quote} for paper, quote in sentences],
            "facts": [],
            "forbidden": [],
            "extra_papers": [paper.to_dict() for paper in found.values()],
        }


def _accepted(opinion: Opinion, turn: Turn) -> Sequence[Status]:
    if opinion.thumb == "up" and turn.answer:
        return [turn.answer.status]
    return REASONS.get(opinion.reason, _ANY)
