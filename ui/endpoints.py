"""What the page offers to programs: the answer, the search and the check, and nothing else."""

from collections.abc import Callable
from typing import Any, TypeVar

import gradio as gr

from corpus.errors import FootnoteError
from rag.errors import QuestionError
from rag.values import Message
from ui.assistant import Assistant

Result = TypeVar("Result")


class Endpoints:
    """Named endpoints in plain JSON values. An error of Footnote reaches the caller as its sentence."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def answer(self, question: str, history: list[dict[str, str]] | None = None) -> dict[str, Any]:
        """Answer a question, every sentence with a checked footnote; `history` is earlier turns."""
        return _told(lambda: self._assistant.answer(question, _messages(history or [])).to_dict())

    def search(self, query: str, limit: int = 10) -> list[dict[str, Any]]:
        """The papers that match a query best, best first, each with its score."""
        return _told(lambda: [hit.to_dict() for hit in self._assistant.search(query, limit)])

    def check(self, text: str) -> list[dict[str, Any]]:
        """Each sentence of a text, held against the abstracts."""
        return _told(lambda: [claim.to_dict() for claim in self._assistant.check(text)])


def _told(act: Callable[[], Result]) -> Result:
    try:
        return act()
    except FootnoteError as error:
        raise gr.Error(str(error), print_exception=False) from error


def _messages(history: list[dict[str, str]]) -> list[Message]:
    return [_message(item) for item in history]


def _message(item: dict[str, str]) -> Message:
    match item:
        case {"role": "user" | "assistant" as role, "content": str(content)}:
            return Message(role=role, content=content)
    raise QuestionError(
        "A turn of the history cannot be read.",
        remedy='Give each as {"role": "user" or "assistant", "content": "…"}.',
    )
