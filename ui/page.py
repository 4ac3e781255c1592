"""The page: a frame with a tab for each thing one does here, and the endpoints for programs."""

import gradio as gr
from gradio.events import api

from ui.assistant import Assistant
from ui.endpoints import Endpoints
from ui.handlers import Handlers
from ui.preparation import Preparation
from ui.render import tabs_html
from ui.tabs.ask import QUESTIONS, AskTab
from ui.tabs.check import CheckTab
from ui.tabs.library import LibraryTab
from ui.tabs.parts import AT_ONCE, html
from ui.tabs.quality import QualityTab

SEARCHES_AT_ONCE = 16
POLL_SECONDS = 1.0

TABS = {"ask": "desk", "library": "library", "check": "check", "quality": "quality"}
"""The tabs in their order, and the panel that each of them shows."""


def build_page(assistant: Assistant, preparation: Preparation) -> gr.Blocks:
    """The page for an assistant, not yet served."""
    page = gr.Blocks(title="Footnote", analytics_enabled=False, fill_width=True)
    with page:
        _frame(Handlers(assistant, preparation), page)
        _publish(Endpoints(assistant))
    return page


def _frame(handlers: Handlers, page: gr.Blocks) -> None:
    around = handlers.look_around()
    timer = gr.Timer(POLL_SECONDS)
    with gr.Column(elem_id="frame"):
        with gr.Row(elem_id="top"):
            masthead = html("masthead", around.masthead)
            html("tabs", tabs_html(TABS))
        ask = AskTab(around)
        LibraryTab()
        CheckTab()
        QualityTab()
    ask.connect(handlers)
    surroundings = [masthead, ask.welcome, ask.banner, timer]
    timer.tick(handlers.look_around, None, surroundings, **AT_ONCE)
    page.load(handlers.look_around, None, surroundings, **AT_ONCE)
    ask.banner.submit(handlers.prepare_again, None, surroundings, **AT_ONCE)


def _publish(endpoints: Endpoints) -> None:
    api(endpoints.answer, api_name="answer", **QUESTIONS)
    api(endpoints.search, api_name="search", concurrency_limit=SEARCHES_AT_ONCE)
    api(endpoints.check, api_name="check", concurrency_limit=SEARCHES_AT_ONCE)
