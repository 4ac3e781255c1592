"""The page: where its parts stand, and which handler each of them calls."""

from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency, api

from ui.assistant import Assistant
from ui.endpoints import Endpoints
from ui.handlers import Handlers, Surroundings
from ui.looks import stack_script
from ui.preparation import Preparation

ANSWERS_AT_ONCE = 8
SEARCHES_AT_ONCE = 16
POLL_SECONDS = 1.0

_PREPARE = 'element.addEventListener("prepare", () => trigger("submit"));'
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_AT_ONCE: dict[str, Any] = {**_QUIET, "queue": False}
_QUESTION: dict[str, Any] = {**_QUIET, "concurrency_limit": ANSWERS_AT_ONCE, "concurrency_id": "questions"}


def build_page(assistant: Assistant, preparation: Preparation) -> gr.Blocks:
    """The page for an assistant, not yet served."""
    page = gr.Blocks(title="Footnote", analytics_enabled=False, fill_width=True)
    handlers = Handlers(assistant, preparation)
    with page:
        _Desk(handlers.look_around()).connect(handlers, page)
        _publish(Endpoints(assistant))
    return page


class _Desk:
    """The parts of the page. To be made inside of `gr.Blocks`.

    Args:
        around: what stands around the conversation at first.
    """

    def __init__(self, around: Surroundings) -> None:
        self.conversation = gr.State(())
        self.timer = gr.Timer(POLL_SECONDS)
        with gr.Column(elem_id="desk"):
            with gr.Row(elem_id="top"):
                self.masthead = _html("masthead", around.masthead)
                self.new = gr.Button("New conversation", size="sm", elem_id="new")
            self.welcome = _html("welcome", around.welcome)
            self.transcript = _stack("transcript", "Conversation")
            self.sources = _stack("sources", "Sources")
            with gr.Column(elem_id="foot"):
                self.banner = _html("banner", around.banner, _PREPARE)
                with gr.Row(elem_id="composer"):
                    self.field = _field()
                    self.send = gr.Button("Ask", variant="primary", elem_id="send")
                    self.stop = gr.Button("Stop", elem_id="stop")
            self.status = gr.HTML(
                html_template='<p role="status" aria-live="polite">${value}</p>',
                elem_id="status",
                apply_default_css=False,
                js_on_load=None,
            )

    def connect(self, handlers: Handlers, page: gr.Blocks) -> None:
        """Wire the parts to the handlers."""
        running: list[Any] = [self._connect_field(handlers), self._connect_offers(handlers)]
        for question in running:
            question.failure(handlers.give_up, self.conversation, self._frame, **_QUIET)
        self.stop.click(handlers.stop, self.conversation, self._frame, cancels=running, **_AT_ONCE)
        self.new.click(handlers.begin_anew, None, self._frame, cancels=running, **_AT_ONCE)
        self.timer.tick(handlers.look_around, None, self._around, **_AT_ONCE)
        page.load(handlers.look_around, None, self._around, **_AT_ONCE)
        self.banner.submit(handlers.prepare_again, None, self._around, **_AT_ONCE)

    def _connect_field(self, handlers: Handlers) -> Dependency:
        typed: Dependency = gr.on(
            [self.field.submit, self.send.click],
            handlers.ask,
            [self.field, self.conversation],
            [self.field, *self._frame],
            **_QUESTION,
        )
        return typed

    def _connect_offers(self, handlers: Handlers) -> Dependency:
        return self.transcript.submit(handlers.ask_offered, self.conversation, self._frame, **_QUESTION)

    @property
    def _frame(self) -> list[Component]:
        return [self.transcript, self.sources, self.status, self.conversation]

    @property
    def _around(self) -> list[Component]:
        return [self.masthead, self.welcome, self.banner, self.timer]


def _publish(endpoints: Endpoints) -> None:
    api(endpoints.answer, api_name="answer", concurrency_limit=ANSWERS_AT_ONCE, concurrency_id="questions")
    api(endpoints.search, api_name="search", concurrency_limit=SEARCHES_AT_ONCE)
    api(endpoints.check, api_name="check", concurrency_limit=SEARCHES_AT_ONCE)


def _html(name: str, value: str, script: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=script)


def _stack(name: str, label: str) -> gr.HTML:
    """A stack of sections that changes only where it must; its value is a `Sections`."""
    return gr.HTML(
        value={"keep": 0, "html": ""},
        html_template=f'<div class="stack" role="region" aria-label="{label}"></div>',
        js_on_load=stack_script(),
        elem_id=name,
        apply_default_css=False,
    )


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
