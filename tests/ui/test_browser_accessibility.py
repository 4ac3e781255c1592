"""Every screen under axe-core (https://github.com/dequelabs/axe-core), light and dark, wide and narrow.

Each is photographed too, into the folder `screenshots`, which git ignores.
"""

import contextlib
from pathlib import Path

import pytest

from corpus.library import Library
from rag.assistant import Assistant
from rag.assistants import Assistants
from rag.settings import Settings
from rag.testing import ScriptedChatModel, TinyEmbedding
from ui.conversation import Turn
from ui.conversations.store import FILE, Conversations

from .conftest import DYMU, LEMO, PORT, TEMPME, untidy
from .scripted import played, refused

PICTURES = Path(__file__).parents[2] / "screenshots"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
GRAVE = {"serious", "critical"}


def turn_of(question, events):
    turn = Turn(question)
    for event in events:
        turn = turn.after(event)
    return turn


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def waiting(folder, gradio):
    """The page of a real library."""
    from ui.server import start

    settings = Settings(home=folder, library="mine")
    with Library.create(settings.libraries / "mine.sqlite") as library:
        library.add([LEMO, TEMPME, DYMU])
    library = Library.open(settings.libraries / "mine.sqlite")
    model = ScriptedChatModel(["LeMo reduces memory by up to 1.93x."], yes=0.9)
    assistant = Assistant(library, embedding=TinyEmbedding(), llm=model, settings=settings)
    with untidy():
        served = start(assistant, port=PORT, home=folder, assistants=Assistants(assistant))
    yield served
    with untidy():
        served.close()


@pytest.fixture(scope="module")
def conversation(folder, waiting, memory, silent):
    """The address of a conversation that has an answer of each kind."""
    kept = Conversations(folder / FILE)
    begun = kept.begin("", "mine", "How much memory does LeMo save?")
    turns = (
        turn_of("Who pays for it?", refused("", [LEMO, TEMPME, DYMU])),
        Turn("Is anybody there?").failed("Nothing answers at that address. Start the server."),
        Turn("What does it cost?", hits=silent.nearest, state=silent.status, answer=silent),
        turn_of("How much memory does LeMo save?", played("", memory)),
    )
    for position, turn in enumerate(turns):
        kept.keep("", begun.id, position, turn)
    return f"{waiting.url}?conversation={begun.id}"


@pytest.fixture(scope="module", params=["light", "dark"])
def window(browser, request):
    context = browser.new_context(reduced_motion="reduce", color_scheme=request.param, viewport=WIDE)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.scheme = request.param
    yield page
    context.close()


def leave_as_it_is(page):
    """The page as it was loaded."""


def open_the_reasons(page):
    page.locator(".why > summary").last.click()
    for fold in page.locator(".turn:last-child .why .list summary").all():
        fold.click()


def judge(page):
    page.locator(".thumb.down").last.click()


def open_the_drawer(page):
    page.click('[data-do="drawer"]')
    page.wait_for_selector("#drawer .entry")


def open_the_settings(page):
    page.click(".settings > summary")


def open_the_export(page):
    page.click(".menu > summary")


def open_a_paper(page):
    page.locator(".books .paper summary").first.click()


def choose_all_libraries(page):
    page.select_option(".choice select", "all")
    page.wait_for_selector(".choices")


def check_a_text(page):
    page.fill("#text textarea", "LeMo reduces memory by up to 1.93x. LeMo doubles everything. It rains?")
    page.click("#begin")
    page.wait_for_selector("#tally .tally:not([data-running])")
    reason = page.locator("#claims .verdict").nth(1).bounding_box()
    assert reason["width"] > reason["height"]


SCREENS = {
    "welcome": ("", "#hall .suggestions", [leave_as_it_is]),
    "conversation": ("conversation", ".turn:nth-child(4)", [leave_as_it_is, open_the_reasons, judge]),
    "drawer": ("conversation", ".turn:nth-child(4)", [open_the_drawer]),
    "menus": ("conversation", ".turn:nth-child(4)", [open_the_export, open_the_settings]),
    "library": ("#library", ".books .paper", [open_a_paper, choose_all_libraries]),
    "check": ("#check", "#begin", [check_a_text]),
    "quality": ("#quality", ".quality", [leave_as_it_is]),
}


def photograph(window, name: str) -> None:
    """Keep a picture to look at. Chromium may stall at it; tested is the page, not its picture."""
    stalled = pytest.importorskip("playwright.sync_api").TimeoutError
    with contextlib.suppress(stalled):
        window.screenshot(path=PICTURES / f"{name}.png", timeout=10_000)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_can_be_used_by_everyone(window, waiting, conversation, name):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    place, there, deeds = SCREENS[name]
    window.set_viewport_size(WIDE)
    window.goto("about:blank")
    window.goto(conversation if place == "conversation" else f"{waiting.url}{place}")
    window.wait_for_selector(there)
    for number, deed in enumerate(deeds):
        deed(window)
        photograph(window, f"{name}-{number}-{window.scheme}-wide")
    violations = axe.run(window).response["violations"]
    assert [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]])
        for violation in violations
        if violation["impact"] in GRAVE
    ] == []
    window.set_viewport_size(NARROW)
    photograph(window, f"{name}-{window.scheme}-narrow")
    assert window.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
