"""What Footnote offers to programs, in plain JSON values: the answer, the search and the check."""

from collections.abc import Sequence
from typing import Any

from rag.errors import QuestionError
from rag.values import Finished, Message
from ui.asking import in_turn
from ui.assistant import Assistant
from ui.line import Line

MOST_HITS = 100


class Programs:
    """The three functions over one assistant. Each raises FootnoteError, with a sentence for people.

    Args:
        assistant: answers, searches and checks.
        line: of those who ask its model; a line of its own if None.
    """

    def __init__(self, assistant: Assistant, line: Line | None = None) -> None:
        self._assistant = assistant
        self._line = line or Line()

    def answer(self, question: str, history: Sequence[dict[str, str]] | None = None) -> dict[str, Any]:
        """Answer a question, every sentence with a checked footnote; `history` is earlier turns."""
        events = in_turn(self._line, self._assistant, question, [_message(turn) for turn in history or ()])
        *_, answer = (event.answer for event in events if isinstance(event, Finished))
        return answer.to_dict()

    def search(self, query: str, limit: int = 10) -> list[dict[str, Any]]:
        """The papers that match a query best, best first, each with its score."""
        return [hit.to_dict() for hit in self._assistant.search(query, min(limit, MOST_HITS))]

    def check(self, text: str) -> list[dict[str, Any]]:
        """Each sentence of a text, held against the abstracts."""
        return [claim.to_dict() for claim in self._assistant.check(text)]


def _message(turn: dict[str, str]) -> Message:
    match turn:
        case {"role": "user" | "assistant" as role, "content": str(content)}:
            return Message(role=role, content=content)
    raise QuestionError(
        "A turn of the history cannot be read.",
        remedy='Give each as {"role": "user" or "assistant", "content": "…"}.',
    )
