"""Answers under way. They go on, and are kept, whether a page looks on or not.

A lost connection, a page loaded anew and a second tab all come back to the same answer. A conversation
answers one question at a time.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace

from corpus.errors import FootnoteError
from ui.conversation import Turn
from ui.conversations.store import Entry
from ui.errors import ConversationsError

BROKEN = "Something went wrong that should not have. The log of the server tells what."

Turns = AsyncGenerator[Turn, None]
Keep = Callable[[Turn], Awaitable[Entry]]

_log = logging.getLogger(__name__)


class Answering:
    """One turn while it is being answered. To be made in the loop in which it is answered.

    Args:
        entry: the conversation that it belongs to.
        position: its place there.
        turns: the turn as it grows; the first one comes at once.
        keep: keeps the turn; it is called whenever that has come a step further.
    """

    def __init__(self, entry: Entry, position: int, turn: Turn, turns: Turns, keep: Keep) -> None:
        self.entry = entry
        self.position = position
        self.turn = turn
        self.done = False
        self._keep = keep
        self._news = asyncio.Event()
        self._growing = asyncio.create_task(self._grow(turns))
        self._growing.add_done_callback(_tell_of_a_fault)
        self._keeping = asyncio.create_task(self._keep_up())
        self._keeping.add_done_callback(_tell_of_a_fault)

    async def moments(self) -> AsyncGenerator[Turn, None]:
        """The turn as it is, again whenever it has changed, and in the end once it is kept."""
        while not self.done:
            news = self._news
            if self.turn.running:
                yield self.turn
            await news.wait()
        yield self.turn

    def stop(self) -> None:
        """End the turn; what was checked by now stays."""
        self._show(self.turn.stopped())
        self._growing.cancel()

    async def _grow(self, turns: Turns) -> None:
        try:
            async with aclosing(turns):
                async for turn in turns:
                    self._show(turn)
        except FootnoteError as error:
            self._show(self.turn.failed(str(error)))
        finally:
            self._show(self.turn.failed(BROKEN))

    async def _keep_up(self) -> None:
        try:
            await self._keep_each_stage()
        finally:
            self.done = True
            self._news.set()

    async def _keep_each_stage(self) -> None:
        kept = None
        while not self._growing.done():
            news = self._news
            if (reached := _stage(self.turn)) != kept:
                kept = reached
                await self._kept()
            await news.wait()
        await self._kept()

    async def _kept(self) -> None:
        try:
            self.entry = await self._keep(self.turn)
        except ConversationsError as error:
            self.turn = replace(self.turn, trouble=str(error))

    def _show(self, turn: Turn) -> None:
        if self.turn.running:
            self.turn = turn
        self._news.set()
        self._news = asyncio.Event()


class Answerings:
    """The answers under way, one at most for each conversation."""

    def __init__(self) -> None:
        self._begun: dict[str, Answering] = {}

    def of(self, conversation: str) -> Answering | None:
        """The answer under way in a conversation."""
        answering = self._begun.get(conversation)
        return None if answering is None or answering.done else answering

    def add(self, answering: Answering) -> Answering:
        """Take up an answer; none must be under way in its conversation."""
        self._begun = {name: begun for name, begun in self._begun.items() if not begun.done}
        self._begun[answering.entry.id] = answering
        return answering


def _stage(turn: Turn) -> tuple[str, int]:
    return turn.state, len(turn.checked)


def _tell_of_a_fault(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (fault := task.exception()):
        _log.error("An answer was broken off.", exc_info=fault)
