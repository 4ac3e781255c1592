"""The page while its assistant is still being made ready, in a real browser."""

import threading
from dataclasses import replace

import pytest

from rag.errors import WeightsUnavailableError
from rag.progress import Progress

from .conftest import PORT, Desk, untidy
from .scripted import ScriptedAssistant, ScriptedReadiness, played


class Loading:
    """A preparation that fails at first, and then goes on when it is told to."""

    def __init__(self, assistant):
        self.assistant = assistant
        self.attempts = 0
        self.failing, self.ready = threading.Event(), threading.Event()

    def __call__(self, report):
        self.attempts += 1
        report(Progress("model", 412, 1000))
        if self.attempts == 1:
            self.failing.wait(20)
            raise WeightsUnavailableError("No place has the model.", remedy="Connect to a network.")
        self.ready.wait(20)
        self.assistant.readiness = ScriptedReadiness()


@pytest.fixture
def slow(loading):
    assistant = ScriptedAssistant(loading.library, readiness=loading.readiness, offered=("Why?",))
    assistant.preparing = Loading(assistant)
    return assistant


@pytest.fixture
def waiting(browser, slow, gradio):
    from ui.server import start

    with untidy():
        served = start(slow, port=PORT)
    context = browser.new_context()
    yield Desk(context.new_page(), served.url)
    context.close()
    slow.preparing.failing.set()
    slow.preparing.ready.set()
    with untidy():
        served.close()


def test_the_banner_tells_how_far_it_is_what_went_wrong_and_goes_away(waiting, slow):
    banner = waiting.page.locator("#banner .banner")
    banner.filter(has_text="Still loading. 41 %").wait_for()
    assert banner.locator("progress").get_attribute("value") == "412"
    slow.preparing.failing.set()
    banner.filter(has_text="No place has the model. Connect to a network.").wait_for()
    banner.get_by_text("Try again").click()
    banner.filter(has_text="Still loading.").wait_for()
    slow.preparing.ready.set()
    banner.wait_for(state="detached")
    assert waiting.complaints == []


def test_a_question_can_be_asked_meanwhile(waiting, memory, slow):
    slow.scripts["Why?"] = played("Why?", replace(memory, model="none", notice="Still loading."))
    waiting.page.click("text=Why?")
    waiting.wait_until_done()
    assert "quotations only" in waiting.last(".byline").inner_text()
