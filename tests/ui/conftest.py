"""Papers, a scripted assistant, the page served on loopback, and a real browser to look at it."""

import asyncio
import contextlib
import gc
import os
import shutil
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corpus.library import Library
from corpus.paper import Paper
from rag.values import Answer, Claim, Dropped

from .scripted import ScriptedAssistant, ScriptedReadiness, answered, cite, hits

LEMO = Paper(
    id="lemo",
    title="LeMo: Enabling LEss Token Involvement for MOre Context Fine-tuning",
    abstract=(
        "Long contexts need much memory. We propose LeMo, a system for fine-tuning. "
        "LeMo drops tokens that say little. LeMo reduces memory by up to 1.93x and is 1.36x faster."
    ),
    authors=("Tuowei Wang", "Xingyu Chen", "Kun Li", "Ting Cao"),
    year=2025,
    venue="NSDI",
    url="https://example.org/lemo",
)
TEMPME = Paper(
    id="tempme",
    title="TempMe: Video Temporal Token Merging",
    abstract="TempMe merges tokens of neighbouring frames. It outputs 95% fewer tokens.",
    authors=("Leqi Shen",),
    year=2025,
)
DYMU = Paper(
    id="dymu", title="DyMU: Dynamic Merging", abstract="DyMU merges visual tokens. It needs no training."
)
PORT = 17860 + 100 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
"""Where a page is looked for a free port: a hundred for each process that runs tests beside others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where Gradio serves within the test, its own warnings and those of pandas under it stay warnings."""
    for item in items:
        if {"served", "waiting"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.filterwarnings("ignore::DeprecationWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))


@pytest.fixture(scope="session")
def lemo() -> Paper:
    return LEMO


@pytest.fixture(scope="session")
def tempme() -> Paper:
    return TEMPME


@pytest.fixture(scope="session")
def dymu() -> Paper:
    return DYMU


@pytest.fixture(scope="session")
def memory() -> Answer:
    """An answer with a checked, a quoted and a dropped sentence, from two of three papers."""
    return answered(
        [
            Claim(
                "LeMo saves up to 1.93x of the memory.",
                "supported",
                (cite(1, LEMO, "LeMo reduces memory by up to 1.93x and is 1.36x faster."),),
            ),
            Claim(
                "TempMe merges tokens of neighbouring frames.",
                "quoted",
                (cite(2, TEMPME, "TempMe merges tokens of neighbouring frames."),),
            ),
        ],
        [LEMO, TEMPME, DYMU],
        question="How much memory does LeMo save?",
        dropped=(Dropped("It was trained on 2048 cards.", "The number 2048 is in no abstract."),),
    )


@pytest.fixture(scope="session")
def silent() -> Answer:
    """A refusal: the paper is there, its abstract does not say."""
    return Answer(
        "not_in_abstract",
        f"The abstract of “{LEMO.title}” does not say. The full text may: {LEMO.url}",
        nearest=hits([TEMPME, LEMO]),
        model="Scripted 1B",
        timings={"retrieve": 0.01, "first_token": 1.0, "total": 1.2},
    )


@pytest.fixture(scope="session")
def three_papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library that the scripted assistants have."""
    with Library.create(tmp_path_factory.mktemp("libraries") / "Three papers.sqlite") as library:
        library.add((LEMO, TEMPME, DYMU))
        yield library


@pytest.fixture(scope="session")
def assistant(three_papers: Library) -> ScriptedAssistant:
    return ScriptedAssistant(three_papers, offered=("What does DyMU need?", "What does TempMe merge?"))


@contextlib.contextmanager
def untidy() -> Iterator[None]:
    """Sweeps up after Gradio, which leaves event loops unclosed when it starts and when it stops."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        asyncio.set_event_loop(None)
        gc.collect()


@pytest.fixture(scope="session")
def gradio() -> Any:
    """Gradio, imported as the server imports it."""
    from ui.server import keep_to_this_machine

    keep_to_this_machine()
    with untidy():
        import gradio
    return gradio


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the page of the session keeps conversations."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def served(assistant: ScriptedAssistant, gradio: Any, home: Path) -> Iterator[Any]:
    """The page, served on loopback for the whole session."""
    from ui.server import start

    with untidy():
        page = start(assistant, port=PORT, home=home)
    yield page
    with untidy():
        page.close()


@dataclass(frozen=True)
class Gates:
    """Doors at which a script waits, in order."""

    doors: tuple[threading.Event, ...]

    def open(self, count: int) -> None:
        for door in self.doors[:count]:
            door.set()


@pytest.fixture
def gates() -> Iterator[Gates]:
    doors = Gates(tuple(threading.Event() for _ in range(8)))
    yield doors
    doors.open(8)


def find_chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("FOOTNOTE_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium; where there is none, the tests that need it are skipped by name."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright's Python client is not installed"
    )
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no Chromium was found on PATH; FOOTNOTE_CHROMIUM can name one")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with playwright.sync_playwright() as driver:
        chrome = driver.chromium.launch(executable_path=chromium, args=arguments)
        yield chrome
        chrome.close()


class Desk:
    """The page in a browser, with the gestures of a person; it records what a person must never see."""

    def __init__(self, page: Any, url: str) -> None:
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self._watch(request.url))
        self.visit()

    @classmethod
    def beside(cls, other: "Desk") -> "Desk":
        """A second tab on what the other one shows."""
        return cls(other.page.context.new_page(), other.page.url)

    def visit(self) -> None:
        self.page.goto(self.url)
        self.page.wait_for_selector("#frame[data-ui-ready]")

    def begin_anew(self) -> None:
        self.page.set_viewport_size({"width": 1280, "height": 800})
        if self.page.locator("#drawer").is_visible():
            self.page.click('[data-do="drawer"]')
        if self.page.locator("#new").is_visible():
            self.page.click("#new")
        self.page.wait_for_selector(".suggestions")
        self.page.fill("#field textarea", "")

    def ask(self, question: str) -> None:
        asked = "question => [...document.querySelectorAll('.question')].at(-1)?.textContent === question"
        self.page.fill("#field textarea", question)
        self.page.press("#field textarea", "Enter")
        self.page.wait_for_function(asked, arg=question)

    def wait_until_done(self) -> None:
        self.page.wait_for_selector('.turn:last-child[aria-busy="false"]')

    def last(self, selector: str) -> Any:
        return self.page.locator(f".turn:last-child {selector}")

    def shelf(self, selector: str) -> Any:
        return self.page.locator(f"#sources .shelf[data-ui-current] {selector}")

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def _watch(self, address: str) -> None:
        if not address.startswith((self.url, "data:", "blob:")):
            self.strangers.append(address)


@pytest.fixture(scope="module")
def visit(browser: Any, served: Any) -> Iterator[Desk]:
    """One visit to the page, shared by the tests of a module."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(30_000)
    yield Desk(context.new_page(), served.url)
    context.close()


@pytest.fixture
def desk(visit: Desk) -> Iterator[Desk]:
    """An empty conversation. At the end nothing may have been complained of or fetched elsewhere."""
    visit.begin_anew()
    yield visit
    complaints, strangers = visit.complaints[:], visit.strangers[:]
    visit.complaints.clear()
    visit.strangers.clear()
    assert (complaints, strangers) == ([], [])


@pytest.fixture
def unique(assistant: ScriptedAssistant, request: pytest.FixtureRequest) -> str:
    """A question that no other test asks."""
    return f"What does {request.node.name} ask?"


@pytest.fixture
def loading(three_papers: Library) -> ScriptedAssistant:
    """An assistant whose model is not there yet."""
    return ScriptedAssistant(three_papers, readiness=ScriptedReadiness(model=False, message="Still loading."))
