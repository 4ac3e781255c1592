"""The tab where one asks: the conversation, its sources, the question field, and what was kept."""

from collections.abc import Mapping
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from ui.archive import Archive
from ui.exports.files import FORMATS
from ui.frames import NOWHERE
from ui.looks import part_script
from ui.render import tools_html
from ui.surroundings import Surroundings
from ui.tabs.parts import AT_ONCE, QUIET, announcer, html, stack
from ui.talk import Talk

TOLD: dict[str, Any] = {**QUIET, "concurrency_limit": None}
"""A question, and looking at a conversation, wait behind nothing of Gradio's, which would tell nobody."""

_PREPARE = 'element.addEventListener("prepare", () => trigger("submit"));'


class AskTab:
    """The parts of the tab. To be made inside of `gr.Blocks`.

    Args:
        around: what stands around the conversation at first.
    """

    def __init__(self, around: Surroundings) -> None:
        self.place = _unseen("place", NOWHERE)
        self.parcel = _unseen("parcel", {})
        self.judged = _unseen("judged", {})
        with gr.Column(elem_id="desk"):
            with gr.Row(elem_id="tools"):
                html("deeds", tools_html({name: chosen.label for name, chosen in FORMATS.items()}))
                self.new = gr.Button("New", size="sm", elem_id="new")
            self.drawer = _drawer()
            with gr.Column(elem_id="hall"):
                self.welcome = html("welcome", around.welcome)
                self.recent = html("recent", "")
            self.transcript = stack("transcript", "Conversation")
            self.sources = stack("sources", "Sources")
            with gr.Column(elem_id="foot"):
                self.banner = html("banner", around.banner, _PREPARE)
                self.word = _word()
                with gr.Row(elem_id="composer"):
                    self.field = _field()
                    self.send = gr.Button("Ask", variant="primary", elem_id="send")
                    self.stop = gr.Button("Stop", elem_id="stop")
            self.status = announcer("status")

    def connect(self, talk: Talk, archive: Archive, choice: gr.BrowserState, page: gr.Blocks) -> None:
        """Wire the parts to what answers them; `choice` tells which library is asked."""
        self._connect_talk(talk, choice)
        self._connect_archive(archive)
        page.load(archive.recent, None, self.recent, **AT_ONCE)
        self.new.click(archive.recent, None, self.recent, **AT_ONCE)

    def _connect_talk(self, talk: Talk, choice: gr.BrowserState) -> None:
        following: list[Any] = [self._connect_field(talk, choice), self._connect_offers(talk, choice)]
        opened = gr.on(
            [self.drawer.select, self.place.select], talk.open, None, self._frame, cancels=following, **TOLD
        )
        again = self.place.focus(talk.look_again, self.place, self._frame, **TOLD)
        for question in following:
            question.failure(talk.look_again, self.place, self._frame, **TOLD)
        self.stop.click(talk.stop, self.place, None, **AT_ONCE)
        self.new.click(talk.begin_anew, None, self._frame, cancels=[*following, opened, again], **AT_ONCE)

    def _connect_archive(self, archive: Archive) -> None:
        listed = [self.drawer, self.word]
        self.drawer.input(archive.look_through, None, listed, trigger_mode="multiple", **AT_ONCE)
        self.drawer.edit(archive.rename, None, listed, **AT_ONCE)
        self.drawer.delete(archive.delete, None, listed, **AT_ONCE)
        self.drawer.download(archive.export, None, [self.parcel, self.word], **AT_ONCE)
        self.transcript.like(archive.judge, self.place, [self.judged, self.word], **AT_ONCE)

    def _connect_field(self, talk: Talk, choice: gr.BrowserState) -> Dependency:
        typed: Dependency = gr.on(
            [self.field.submit, self.send.click],
            talk.ask,
            [self.field, self.place, choice],
            [self.field, *self._frame],
            **TOLD,
        )
        return typed

    def _connect_offers(self, talk: Talk, choice: gr.BrowserState) -> Dependency:
        asked = [self.place, choice]
        return self.transcript.submit(talk.ask_offered, asked, self._frame, **TOLD)

    @property
    def _frame(self) -> list[Component]:
        return [self.transcript, self.sources, self.status, self.place]


def _field() -> gr.Textbox:
    return gr.Textbox(
        placeholder="Ask these papers",
        label="Your question",
        show_label=False,
        container=False,
        lines=1,
        max_lines=8,
        autofocus=True,
        elem_id="field",
    )


def _unseen(name: str, value: Mapping[str, Any]) -> gr.HTML:
    """A part that shows nothing: its value goes to its script, and what that tells to its listeners."""
    return gr.HTML(
        value=value,
        html_template='<span class="stack"></span>',
        js_on_load=part_script(name),
        elem_id=name,
        elem_classes="unseen",
        apply_default_css=False,
    )


def _drawer() -> gr.HTML:
    return gr.HTML(
        value={"keep": 0, "html": ""},
        html_template=(
            '<section class="drawer" aria-label="Conversations">'
            '<input type="search" placeholder="Search conversations" aria-label="Search conversations">'
            '<ul class="stack"></ul></section>'
        ),
        js_on_load=part_script("stack"),
        elem_id="drawer",
        apply_default_css=False,
    )


def _word() -> gr.HTML:
    """A line for what went wrong beside an answer."""
    return gr.HTML(
        value="",
        html_template='<p role="alert">${value}</p>',
        elem_id="word",
        apply_default_css=False,
        js_on_load=None,
    )
