"""What happens when a person asks, stops, or begins anew.

One `Handlers` serves every visitor and keeps nothing of any: a conversation comes in and goes out
with each call.
"""

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from functools import partial, reduce
from html import escape
from typing import Any, NamedTuple, TypedDict

import gradio as gr

from corpus.errors import FootnoteError
from rag.values import Event
from ui.conversation import Conversation, Turn, history
from ui.render import sources_html, turn_html
from ui.shelf import Choice, Shelf, choice_of
from ui.status import status_line
from ui.streaming import batches

BROKEN = "Something went wrong that should not have. The log of the server tells what."


class Sections(TypedDict):
    """What a stack of sections shall hold: its first `keep` as they are, then those of `html`."""

    keep: int
    html: str


class Frame(NamedTuple):
    """What one moment of a turn changes on the page."""

    transcript: Sections
    sources: Sections
    status: str
    conversation: Conversation


class Handlers:
    """The page's answers to what its visitors do.

    Args:
        shelf: the libraries that can be asked.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def ask(
        self, text: str, conversation: Conversation, choice: object
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        """Answer the question that stands in the field, and empty the field."""
        field: Any = ""
        async with aclosing(self._frames(text, conversation, choice_of(choice))) as frames:
            async for frame in frames:
                yield field, *frame
                field = gr.skip()

    async def ask_offered(
        self, conversation: Conversation, choice: object, event: gr.EventData
    ) -> AsyncGenerator[Frame, None]:
        """Answer the question that a button brings along, which may replace the last one."""
        earlier = conversation[:-1] if event.replace else conversation
        async with aclosing(self._frames(str(event.question), earlier, choice_of(choice))) as frames:
            async for frame in frames:
                yield frame

    def stop(self, conversation: Conversation) -> Frame:
        """End the running turn; what was checked by then stays."""
        return self._ended(conversation, Turn.stopped)

    def give_up(self, conversation: Conversation) -> Frame:
        """End the turn that a fault of the program broke off."""
        return self._ended(conversation, lambda turn: turn.failed(BROKEN))

    def begin_anew(self) -> Frame:
        """Clear the page for another conversation."""
        nothing = Sections(keep=0, html="")
        return Frame(nothing, nothing, "", ())

    async def _frames(
        self, question: str, earlier: Conversation, choice: Choice
    ) -> AsyncGenerator[Frame, None]:
        if not question.strip():
            return
        earlier = tuple(turn.stopped() for turn in earlier)
        shown, assistant = None, self._shelf.chosen(choice).assistant
        papers = len(assistant.library)
        begin = partial(assistant.stream, question, history(earlier), strictness=choice["strictness"])
        async with aclosing(self._turns(question, begin)) as turns:
            async for turn in turns:
                frame = _frame((*earlier, turn), papers)
                yield frame._replace(sources=gr.skip()) if frame.sources == shown else frame
                shown = frame.sources

    async def _turns(self, question: str, begin: Callable[[], Iterator[Event]]) -> AsyncGenerator[Turn, None]:
        turn = Turn(question)
        yield turn
        try:
            async with aclosing(batches(begin)) as arriving:
                async for batch in arriving:
                    turn = reduce(Turn.after, batch, turn)
                    yield turn
        except FootnoteError as error:
            yield turn.failed(str(error))

    def _ended(self, conversation: Conversation, end: Callable[[Turn], Turn]) -> Frame:
        if not conversation:
            return self.begin_anew()
        return _frame((*conversation[:-1], end(conversation[-1])))


def _frame(conversation: Conversation, papers: int | None = None) -> Frame:
    turn, index = conversation[-1], len(conversation) - 1
    return Frame(
        Sections(keep=index, html=turn_html(turn, index, papers)),
        Sections(keep=index, html=sources_html(turn, index)),
        escape(status_line(turn, papers)),
        conversation,
    )
