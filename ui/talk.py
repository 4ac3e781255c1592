"""What happens when a person asks, stops, or turns to another conversation.

One `Talk` serves every visitor. Of a page it knows what that brings along with each call: its place and
its user. What another page has done to the conversation meanwhile is shown before a question is asked.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, suppress
from functools import partial, reduce
from typing import Any

import gradio as gr
from anyio import to_thread

from rag.streaming import batches
from rag.values import Event
from ui.asking import LOOK_EVERY, in_turn
from ui.assistant import Assistant
from ui.conversation import Conversation, Turn
from ui.conversations.answering import Answering, Answerings
from ui.conversations.store import Conversations, Entry
from ui.errors import ConversationGoneError, ConversationsError
from ui.frames import (
    Frame,
    Place,
    empty_frame,
    moment_frame,
    unchanged_frame,
    unkept_frame,
    whole_frame,
)
from ui.line import Line, Waiting
from ui.shelf import Choice, Shelf, choice_of

Frames = AsyncGenerator[Frame, None]

ANSWERS_AT_ONCE = 64
"""The questions that are taken up at once, each in a thread; who comes later is told how many are before."""


class Talk:
    """The page's answers to what its visitors do in a conversation.

    Args:
        shelf: the libraries that can be asked.
        kept: where the conversations are kept.
    """

    def __init__(self, shelf: Shelf, kept: Conversations) -> None:
        self._shelf = shelf
        self._kept = kept
        self._answerings = Answerings()
        self._taken_up = Line()

    async def ask(
        self,
        text: str,
        place: Place,
        choice: object,
        request: gr.Request,
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        """Answer the question that stands in the field, and empty the field once it is taken up."""
        field: Any = ""
        asked = self._asked(user_of(request), text, place, choice_of(choice))
        async for is_own, frame in asked:
            yield field if is_own else gr.skip(), *frame
            field = gr.skip() if is_own else field

    async def ask_offered(
        self,
        place: Place,
        choice: object,
        event: gr.EventData,
        request: gr.Request,
    ) -> Frames:
        """Answer the question that a button brings along, which may replace the last one."""
        user, question, chosen = user_of(request), str(event.question), choice_of(choice)
        async for _, frame in self._asked(user, question, place, chosen, replacing=bool(event.replace)):
            yield frame

    async def open(self, event: gr.EventData, request: gr.Request) -> Frames:
        """Show a conversation, and follow the answer that is under way in it."""
        elsewhere = Place(conversation=str(event.conversation), revision=-1, turns=0)
        async for frame in self._looked_at(user_of(request), elsewhere):
            yield frame

    async def look_again(self, place: Place, request: gr.Request) -> Frames:
        """Show what has become of a conversation since the page saw it last."""
        yield unchanged_frame()
        if place["conversation"]:
            async for frame in self._looked_at(user_of(request), place):
                yield frame

    def stop(self, place: Place, request: gr.Request) -> None:
        """End the running turn; what was checked by then stays. The pages that follow it will show it."""
        with suppress(ConversationsError):
            entry = self._kept.entry(user_of(request), place["conversation"])
            if answering := self._answerings.of(entry.id):
                answering.stop()

    def begin_anew(self) -> Frame:
        """Clear the page for another conversation; the one that it showed is kept."""
        return empty_frame()

    async def _looked_at(self, user: str, place: Place) -> Frames:
        try:
            entry = await to_thread.run_sync(self._kept.entry, user, place["conversation"])
            async for frame in self._caught_up(user, entry, place):
                yield frame
        except ConversationsError as error:
            yield empty_frame(str(error))

    async def _asked(
        self, user: str, question: str, place: Place, choice: Choice, *, replacing: bool = False
    ) -> AsyncGenerator[tuple[bool, Frame], None]:
        """The frames of a question, each with whether it is of its own turn."""
        if not question.strip():
            yield False, unchanged_frame()
            return
        assistant = self._shelf.chosen(choice).assistant
        try:
            entry = await to_thread.run_sync(
                self._entry, user, place["conversation"], assistant.name, question
            )
            async for frame in self._caught_up(user, entry, place):
                yield False, frame
            replaced = place["turns"] - 1 if replacing else None
            answering = self._begun(user, entry, question, choice, replaced)
        except ConversationsError as error:
            yield True, unkept_frame(Turn(question).failed(str(error)), place)
            return
        async for frame in self._followed(answering, assistant.papers):
            yield True, frame

    def _entry(self, user: str, conversation: str, library: str, question: str) -> Entry:
        """The conversation that a question belongs to: a new one, where there is none or none any more."""
        if conversation:
            with suppress(ConversationGoneError):
                return self._kept.entry(user, conversation)
        return self._kept.begin(user, library, question)

    async def _caught_up(self, user: str, entry: Entry, place: Place) -> Frames:
        """The whole conversation, where the page shows another state of it, and the answer under way."""
        if entry.revision != place["revision"]:
            turns = await to_thread.run_sync(self._kept.turns, user, entry.id)
            yield whole_frame(entry, self._with_present(entry, turns))
        while answering := self._answerings.of(entry.id):
            async for frame in self._followed(answering):
                yield frame

    def _with_present(self, entry: Entry, turns: Conversation) -> Conversation:
        """The kept turns, the one under way as it is now; if none is, one that was left running ended."""
        answering = self._answerings.of(entry.id)
        if answering:
            return (*turns[: answering.position], answering.turn)
        return tuple(turn.interrupted() for turn in turns)

    def _begun(
        self, user: str, entry: Entry, question: str, choice: Choice, replaced: int | None
    ) -> Answering:
        """The answer to a question, begun; it takes the place of the last turn if that is `replaced`."""
        length = self._kept.length(user, entry.id)
        position = length - 1 if length and replaced == length - 1 else length
        history = self._kept.history(user, entry.id, position)
        turn = Turn(question)

        async def keep(turn: Turn) -> Entry:
            return await to_thread.run_sync(self._kept.keep, user, entry.id, position, turn)

        assistant = self._shelf.chosen(choice).assistant
        begin = partial(in_turn, self._shelf.line, assistant, question, history, choice["strictness"])
        return self._answerings.add(
            Answering(entry, position, turn, _growing(turn, begin, self._taken_up, assistant), keep)
        )

    async def _followed(self, answering: Answering, papers: int | None = None) -> Frames:
        before = None
        async for turn in answering.moments():
            yield moment_frame(answering, turn, before, papers)
            before = turn


async def _growing(
    turn: Turn, begin: Callable[[], Iterator[Event | Waiting]], taken_up: Line, assistant: Assistant
) -> AsyncGenerator[Turn, None]:
    with taken_up.place() as place:
        while (ahead := place.ahead + 1 - ANSWERS_AT_ONCE) > 0:
            # Those that are taken up wait too where one answer is written after another.
            turn = turn.after(Waiting(place.ahead if assistant.readiness.one_at_a_time else ahead))
            yield turn
            await asyncio.sleep(LOOK_EVERY)
        async with aclosing(batches(begin)) as arriving:
            async for batch in arriving:
                turn = reduce(Turn.after, batch, turn)
                yield turn


def user_of(request: gr.Request) -> str:
    """Whose conversations a request may see; without a login they are all of one user without a name."""
    return request.username or ""
