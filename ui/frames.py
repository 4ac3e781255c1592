"""What one moment of a conversation changes on the page."""

from html import escape
from typing import Any, NamedTuple, TypedDict

import gradio as gr

from ui.conversation import Conversation, Turn
from ui.conversations.answering import Answering
from ui.conversations.store import Entry
from ui.render import sources_html, turn_html
from ui.status import status_line


class Sections(TypedDict):
    """What a stack of sections shall hold: its first `keep` as they are, then those of `html`."""

    keep: int
    html: str


class Place(TypedDict):
    """Which conversation a page shows, at which revision, and how many turns of it."""

    conversation: str
    revision: int
    turns: int


class Frame(NamedTuple):
    """What one moment changes."""

    transcript: Sections
    sources: Any
    status: str
    place: Any


NOWHERE = Place(conversation="", revision=0, turns=0)


def empty_frame(status: str = "") -> Frame:
    """A conversation that has not begun, and what there is to say."""
    nothing = Sections(keep=0, html="")
    return Frame(nothing, nothing, escape(status), NOWHERE)


def unchanged_frame() -> Frame:
    """Nothing new. A stream of frames has one at least: Gradio's page waits for it."""
    still: Any = gr.skip()
    return Frame(still, still, still, still)


def whole_frame(entry: Entry, conversation: Conversation) -> Frame:
    """Every turn of a conversation."""
    turns = [turn_html(turn, index) for index, turn in enumerate(conversation)]
    shelves = [sources_html(turn, index) for index, turn in enumerate(conversation)]
    return Frame(
        Sections(keep=0, html="".join(turns)),
        Sections(keep=0, html="".join(shelves)),
        escape(status_line(conversation[-1])) if conversation else "",
        place_of(entry, len(conversation)),
    )


def moment_frame(answering: Answering, turn: Turn, before: Turn | None, papers: int | None) -> Frame:
    """The last turn, as it is at one moment while it is answered.

    Args:
        answering: of that turn.
        turn: as it is.
        before: as it was when the page was last told, if it was.
        papers: how many are searched, where that is known.
    """
    index = answering.position
    shelved = before is not None and _shelved(before) == _shelved(turn)
    return Frame(
        Sections(keep=index, html=turn_html(turn, index, papers)),
        gr.skip() if shelved else Sections(keep=index, html=sources_html(turn, index)),
        escape(status_line(turn, papers)),
        place_of(answering.entry, index + 1),
    )


def _shelved(turn: Turn) -> tuple[object, ...]:
    """What the papers beside a turn depend on: each word that is written leaves them as they are."""
    return turn.hits, turn.claims, turn.answer


def unkept_frame(turn: Turn, place: Place) -> Frame:
    """A turn that follows those of a page and is kept nowhere."""
    index = place["turns"]
    return Frame(
        Sections(keep=index, html=turn_html(turn, index)),
        Sections(keep=index, html=sources_html(turn, index)),
        escape(status_line(turn)),
        place,
    )


def place_of(entry: Entry, turns: int) -> Place:
    """The place of a page that shows so many turns of a conversation."""
    return Place(conversation=entry.id, revision=entry.revision, turns=turns)
