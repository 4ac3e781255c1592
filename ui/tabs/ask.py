"""The tab where one asks: the conversation, its sources, and the question field."""

from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from ui.handlers import Handlers
from ui.surroundings import Surroundings
from ui.tabs.parts import AT_ONCE, QUIET, announcer, html, stack

ANSWERS_AT_ONCE = 32
QUESTIONS: dict[str, Any] = {"concurrency_limit": ANSWERS_AT_ONCE, "concurrency_id": "questions"}
"""Questions of the page and of programs wait in one line."""

_PREPARE = 'element.addEventListener("prepare", () => trigger("submit"));'


class AskTab:
    """The parts of the tab. To be made inside of `gr.Blocks`.

    Args:
        around: what stands around the conversation at first.
    """

    def __init__(self, around: Surroundings) -> None:
        self.conversation = gr.State(())
        with gr.Column(elem_id="desk"):
            self.new = gr.Button("New conversation", size="sm", elem_id="new")
            self.welcome = html("welcome", around.welcome)
            self.transcript = stack("transcript", "Conversation")
            self.sources = stack("sources", "Sources")
            with gr.Column(elem_id="foot"):
                self.banner = html("banner", around.banner, _PREPARE)
                with gr.Row(elem_id="composer"):
                    self.field = _field()
                    self.send = gr.Button("Ask", variant="primary", elem_id="send")
                    self.stop = gr.Button("Stop", elem_id="stop")
            self.status = announcer("status")

    def connect(self, handlers: Handlers, choice: Component) -> None:
        """Wire the parts to the handlers.

        Args:
            handlers: answer what visitors do.
            choice: which library is asked, and how strictly.
        """
        running: list[Any] = [self._connect_field(handlers, choice), self._connect_offers(handlers, choice)]
        for question in running:
            question.failure(handlers.give_up, self.conversation, self._frame, **QUIET)
        self.stop.click(handlers.stop, self.conversation, self._frame, cancels=running, **AT_ONCE)
        self.new.click(handlers.begin_anew, None, self._frame, cancels=running, **AT_ONCE)

    def _connect_field(self, handlers: Handlers, choice: Component) -> Dependency:
        typed: Dependency = gr.on(
            [self.field.submit, self.send.click],
            handlers.ask,
            [self.field, self.conversation, choice],
            [self.field, *self._frame],
            **QUIET,
            **QUESTIONS,
        )
        return typed

    def _connect_offers(self, handlers: Handlers, choice: Component) -> Dependency:
        return self.transcript.submit(
            handlers.ask_offered, [self.conversation, choice], self._frame, **QUIET, **QUESTIONS
        )

    @property
    def _frame(self) -> list[Component]:
        return [self.transcript, self.sources, self.status, self.conversation]


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
