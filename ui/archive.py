"""What happens when a person looks for, names, deletes, exports or judges what was kept."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any, NamedTuple

import gradio as gr

from corpus.errors import FootnoteError
from ui.conversations.store import Conversations
from ui.exports.files import exported
from ui.feedback import Feedback, Opinion
from ui.frames import Place, Sections
from ui.render import entries_html, recent_html
from ui.talk import user_of

RECENT = 4


class Listed(NamedTuple):
    """The list of conversations, and what there is to say."""

    entries: Any
    word: str


class Judged(NamedTuple):
    """Where an opinion is kept, once it is, and what there is to say."""

    kept: Any
    word: str


class Archive:
    """The page's answers to what its visitors do with what was kept.

    Args:
        kept: the conversations.
        feedback: the opinions on answers.
    """

    def __init__(self, kept: Conversations, feedback: Feedback) -> None:
        self._kept = kept
        self._feedback = feedback

    def look_through(self, event: gr.EventData, request: gr.Request) -> Listed:
        """The conversations that hold the words that are looked for."""
        return self._listed(event, request, lambda _: None)

    def rename(self, event: gr.EventData, request: gr.Request) -> Listed:
        """Give a conversation another name."""
        return self._listed(
            event, request, lambda user: self._kept.rename(user, event.conversation, event.name)
        )

    def delete(self, event: gr.EventData, request: gr.Request) -> Listed:
        """Forget a conversation."""
        return self._listed(event, request, lambda user: self._kept.delete(user, event.conversation))

    def recent(self, request: gr.Request) -> str:
        """The latest conversations, to go on with."""
        try:
            return recent_html(self._kept.entries(user_of(request), limit=RECENT))
        except FootnoteError:
            return ""

    def export(self, event: gr.EventData, request: gr.Request) -> tuple[Any, str]:
        """A conversation as a file, and what there is to say."""
        user = user_of(request)
        try:
            entry = self._kept.entry(user, event.conversation)
            turns = self._kept.turns(user, event.conversation)
            return exported(event.format, entry.name, turns), ""
        except FootnoteError as error:
            return gr.skip(), escape(str(error))

    def judge(self, place: Place, event: gr.EventData, request: gr.Request) -> Judged:
        """Keep an opinion on an answer."""
        user, conversation, index = user_of(request), place["conversation"], int(event.turn)
        opinion = Opinion("up" if event.thumb == "up" else "down", str(event.reason), str(event.note))
        try:
            turn = self._kept.turns(user, conversation)[index]
            kept = self._feedback.append(opinion, turn, self._kept.history(user, conversation, index))
            self._kept.amend(user, conversation, index, replace(turn, thumb=opinion.thumb))
        except FootnoteError as error:
            return Judged(gr.skip(), escape(str(error)))
        shown = {"conversation": conversation, "turn": index, "thumb": opinion.thumb}
        return Judged({"id": kept, **shown}, "")

    def _listed(self, event: gr.EventData, request: gr.Request, act: Callable[[str], None]) -> Listed:
        user = user_of(request)
        try:
            act(user)
            entries = self._kept.entries(user, str(event.query))
        except FootnoteError as error:
            return Listed(gr.skip(), escape(str(error)))
        return Listed(Sections(keep=0, html=entries_html(entries, str(event.query))), "")
