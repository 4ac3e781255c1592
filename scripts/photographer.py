"""Photographs the page for the README. `scripts/pictures` runs it.

The papers and the embedding model are those of every start; the chat model follows a script, so that the
pictures are the same wherever they are taken.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from rag.assistant import Assistant
from rag.assistants import Assistants
from rag.settings import load_settings
from rag.testing import ScriptedChatModel
from ui.server import start

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = {"width": 1200, "height": 720}
QUESTION = "How much memory does LeMo save, and how much faster is it?"
REPLY = (
    "LeMo reduces memory consumption by up to 1.93x. It achieves up to 1.36x speedups. "
    "It was trained on 2048 cards."
)
UNANSWERED = "What is the boiling point of ethanol?"


def main() -> None:
    """Take every picture in both colour schemes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with page_url() as url, browser() as chrome:
        for scheme in ("light", "dark"):
            context = chrome.new_context(
                viewport=SIZE, color_scheme=scheme, reduced_motion="reduce", locale="en-GB"
            )
            context.set_default_timeout(120_000)
            photograph(context.new_page(), url, scheme)


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser that takes the pictures, closed in the end whatever happens."""
    with sync_playwright() as driver:
        chrome = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        try:
            yield chrome
        finally:
            chrome.close()


@contextmanager
def page_url() -> Iterator[str]:
    """The address of a page over the built-in papers, as long as the context lasts."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "models").symlink_to(load_settings().models.resolve())
        settings = load_settings().model_copy(update={"home": Path(home)})
        first = Assistant.from_settings(settings)
        assistant = Assistant(first.library, llm=ScriptedChatModel([REPLY], yes=0.95), settings=settings)
        assistant.prepare()
        served = start(assistant, port=7970, home=Path(home), assistants=Assistants(assistant))
        try:
            yield served.url
        finally:
            served.close()


def photograph(page: Page, url: str, scheme: str) -> None:
    """An answer with the sentence that it rests on, and why it is as it is."""
    page.goto(url)
    page.wait_for_selector(".suggestions")
    ask(page, UNANSWERED)
    ask(page, QUESTION)
    page.locator(".turn:last-child .chip").first.click()
    page.wait_for_timeout(3_000)
    page.screenshot(path=FOLDER / f"answer-{scheme}.png")
    page.locator(".turn:last-child .why > summary").click()
    page.screenshot(path=FOLDER / f"why-{scheme}.png")


def ask(page: Page, question: str) -> None:
    """Ask, and wait for the whole answer."""
    page.fill("#field textarea", question)
    page.press("#field textarea", "Enter")
    page.locator(".turn:last-child .question", has_text=question).wait_for()
    page.wait_for_selector('.turn:last-child[aria-busy="false"]')


def chromium() -> str:
    """Where the browser is."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("FOOTNOTE_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return found or sys.exit("There is no Chromium on PATH; FOOTNOTE_CHROMIUM can name one.")


if __name__ == "__main__":
    main()
