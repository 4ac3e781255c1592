"""The functions for programs as endpoints of the page."""

from collections.abc import Callable
from typing import Any, TypeVar

import gradio as gr

from corpus.errors import FootnoteError
from ui.programs import Programs

Result = TypeVar("Result")


class Endpoints:
    """Named endpoints in plain JSON values. An error of Footnote reaches the caller as its sentence.

    Args:
        programs: what is offered.
    """

    def __init__(self, programs: Programs) -> None:
        self._programs = programs

    def answer(self, question: str, history: list[dict[str, str]] | None = None) -> dict[str, Any]:
        """Answer a question, every sentence with a checked footnote; `history` is earlier turns."""
        return _told(lambda: self._programs.answer(question, history))

    def search(self, query: str, limit: int = 10) -> list[dict[str, Any]]:
        """The papers that match a query best, best first, each with its score."""
        return _told(lambda: self._programs.search(query, limit))

    def check(self, text: str) -> list[dict[str, Any]]:
        """Each sentence of a text, held against the abstracts."""
        return _told(lambda: self._programs.check(text))


def _told(act: Callable[[], Result]) -> Result:
    try:
        return act()
    except FootnoteError as error:
        raise gr.Error(str(error), print_exception=False) from error
