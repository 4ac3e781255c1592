"""The page: a frame with a tab for each thing one does here, and the endpoints for programs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import gradio as gr
from gradio.components import Component
from gradio.events import api

from ui import feedback
from ui.archive import Archive
from ui.checking import Checking
from ui.conversations import store as conversations
from ui.conversations.store import Conversations
from ui.endpoints import Endpoints
from ui.feedback import Feedback
from ui.librarian import Librarian
from ui.programs import Programs
from ui.render import quality_html, tabs_html
from ui.reports import latest_report
from ui.shelf import UNCHOSEN, Shelf
from ui.surroundings import Lookout, Surroundings
from ui.tabs.ask import AskTab
from ui.tabs.check import CheckTab
from ui.tabs.library import LibraryTab
from ui.tabs.parts import AT_ONCE, html
from ui.tabs.quality import QualityTab
from ui.talk import Talk

ANSWERS_AT_ONCE = 32
"""Of programs; those of the page have room of their own."""
SEARCHES_AT_ONCE = 16
POLL_SECONDS = 1.0

TABS = {"ask": "desk", "library": "library", "check": "check", "quality": "quality"}
"""The tabs in their order, and the panel that each of them shows."""

_STRICT = 'element.addEventListener("strict", ({ detail }) => trigger("input", { strictness: detail }));'


def build_page(shelf: Shelf, reports: Sequence[Path], home: Path) -> gr.Blocks:
    """The page for the libraries of a shelf, not yet served.

    Args:
        shelf: the libraries.
        reports: the folders where reports of measurements are looked for.
        home: the folder where conversations and opinions are kept.
    """
    page = gr.Blocks(title="Footnote", analytics_enabled=False, fill_width=True)
    lookout, kept = Lookout(shelf), Conversations(home / conversations.FILE)
    with page:
        frame = _frame(lookout.look_around(UNCHOSEN))
        archive = Archive(kept, Feedback(home / feedback.FILE))
        frame.ask.connect(Talk(shelf, kept), archive, frame.choice, page)
        changed = frame.library.connect(Librarian(shelf), frame.choice)
        frame.check.connect(Checking(shelf), frame.choice)
        frame.quality.connect(lambda: quality_html(latest_report(reports)))
        _connect(frame, lookout, [page.load, *(event.then for event in changed)])
        _publish(Endpoints(Programs(shelf.chosen(UNCHOSEN).assistant, shelf.line)))
    return page


class _Frame(NamedTuple):
    """What the page is made of."""

    choice: gr.BrowserState
    timer: gr.Timer
    masthead: gr.HTML
    settings: gr.HTML
    ask: AskTab
    library: LibraryTab
    check: CheckTab
    quality: QualityTab

    @property
    def surroundings(self) -> list[Component]:
        """The parts that `Surroundings` are shown in."""
        return [self.masthead, self.ask.welcome, self.ask.banner, self.settings, self.timer]


def _frame(around: Surroundings) -> _Frame:
    choice = gr.BrowserState(dict(UNCHOSEN), storage_key="footnote-choice", secret="footnote")  # noqa: S106
    timer = gr.Timer(POLL_SECONDS)
    with gr.Column(elem_id="frame"):
        with gr.Row(elem_id="top"):
            masthead = html("masthead", around.masthead)
            html("tabs", tabs_html(TABS))
            settings = html("settings", around.settings, _STRICT)
        return _Frame(
            choice, timer, masthead, settings, AskTab(around), LibraryTab(), CheckTab(), QualityTab()
        )


def _connect(frame: _Frame, lookout: Lookout, triggers: Sequence[Callable[..., Any]]) -> None:
    for trigger in (*triggers, frame.timer.tick, frame.choice.change):
        trigger(lookout.look_around, frame.choice, frame.surroundings, **AT_ONCE)
    frame.ask.banner.submit(lookout.prepare_again, frame.choice, frame.surroundings, **AT_ONCE)
    frame.settings.input(lookout.be_strict, frame.choice, frame.choice, **AT_ONCE)


def _publish(endpoints: Endpoints) -> None:
    api(endpoints.answer, api_name="answer", concurrency_limit=ANSWERS_AT_ONCE)
    api(endpoints.search, api_name="search", concurrency_limit=SEARCHES_AT_ONCE)
    api(endpoints.check, api_name="check", concurrency_limit=SEARCHES_AT_ONCE)
