"""The library, the check and the measurements in a real browser, over real libraries."""

import json
import zipfile
from types import SimpleNamespace

import httpx
import pytest

from corpus.library import Library
from rag.assistant import Assistant
from rag.assistants import Assistants
from rag.settings import Settings
from rag.testing import ScriptedChatModel, TinyEmbedding

from .conftest import DYMU, LEMO, PORT, TEMPME, untidy
from .payloads import PAYLOADS


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    settings = Settings(home=tmp_path_factory.mktemp("home"), library="mine")
    with Library.create(settings.libraries / "mine.sqlite") as library:
        library.add([LEMO, TEMPME, DYMU])
    library = Library.open(settings.libraries / "mine.sqlite")
    model = ScriptedChatModel(["LeMo reduces memory by up to 1.93x."], yes=0.9)
    assistant = Assistant(library, embedding=TinyEmbedding(), llm=model, settings=settings)
    return SimpleNamespace(assistant=assistant, assistants=Assistants(assistant), folder=settings.home)


@pytest.fixture(scope="module")
def waiting(home, gradio):
    from ui.server import start

    with untidy():
        served = start(home.assistant, port=PORT, home=home.folder, assistants=home.assistants)
    yield served
    with untidy():
        served.close()


@pytest.fixture(scope="module")
def window(browser, waiting):
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(30_000)
    page = context.new_page()
    strangers = []
    page.on(
        "request",
        lambda request: (
            request.url.startswith((waiting.url, "data:", "blob:")) or strangers.append(request.url)
        ),
    )
    yield page
    context.close()
    assert strangers == []


@pytest.fixture
def page(window, waiting):
    window.goto("about:blank")
    window.goto(f"{waiting.url}#library")
    window.wait_for_selector(".books .paper")
    return window


def titles(page):
    return page.locator(".books .paper .name").all_inner_texts()


def drop(page, *files):
    page.locator("#files input[type=file]").set_input_files(files)
    page.wait_for_selector("#report [data-done]")
    return page.locator("#report").inner_text()


def file_of(name, *records):
    lines = "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records)
    return {"name": name, "mimeType": "text/plain", "buffer": lines.encode()}


ZEBRA = {"id": "zebra", "title": "Zebras", "abstract": "Zebras wear stripes.", "year": 1990}


def test_papers_are_narrowed_down_sorted_and_opened(page):
    page.select_option("[name=order]", "title")
    page.wait_for_function("document.querySelector('.books .name').innerText.startsWith('DyMU')")
    page.fill("[name=words]", "neighbouring")
    page.wait_for_function("document.querySelectorAll('.books .paper').length === 1")
    assert titles(page) == [TEMPME.title]
    assert "1 paper of" in page.locator(".books .count").inner_text()
    page.click(".books .paper summary")
    assert TEMPME.abstract in page.locator(".books .paper .abstract").inner_text()
    page.fill("[name=words]", "nowhere at all")
    page.wait_for_selector(".books .nothing")


def test_a_file_is_added_told_of_and_asked(page, home):
    told = drop(page, file_of("zebra.jsonl", ZEBRA, LEMO.to_dict(), '{"title": "No abstract"}'))
    for expected in ("Added\n1", "already there\n1", "Refused\n1", "zebra.jsonl, line 3", "holds 4 papers"):
        assert expected in told
    page.wait_for_function("document.querySelector('.books .name').innerText === 'Zebras'")
    assert home.assistant.search("Which animals wear stripes?", 1)[0].paper.id == "zebra"
    page.locator(".books .paper summary").first.click()
    page.locator('[data-do="ask-remove"]').first.click()
    page.locator('.sure [data-do="remove"]').first.click()
    page.wait_for_function("document.querySelectorAll('.books .paper').length === 3")
    assert len(home.assistant.library) == 3


def test_a_library_is_made_filled_and_left(page, home):
    page.click('[data-do="name-library"]')
    page.fill(".naming input", "animals")
    page.keyboard.press("Enter")
    page.wait_for_selector(".books .nothing")
    drop(page, file_of("zebra.jsonl", ZEBRA))
    page.wait_for_selector(".books .paper")
    assert titles(page) == ["Zebras"]
    page.wait_for_function("document.querySelector('.library').innerText.startsWith('animals · 1 paper')")
    page.reload()
    page.wait_for_selector(".books .paper")
    assert titles(page) == ["Zebras"]
    page.select_option(".choice select", "mine")
    page.wait_for_function("document.querySelectorAll('.books .paper').length === 3")
    assert len(home.assistants.of("animals").library) == 1


def test_all_libraries_are_asked_together_and_one_is_opened_from_their_list(page, home):
    page.select_option(".choice select", "all")
    page.wait_for_selector(".choices")
    together = home.assistants.of("all")
    said = page.locator(".choices").inner_text()
    assert all(library.name in said for library in together.libraries)
    page.wait_for_function("document.querySelector('.library').innerText.startsWith('All libraries · ')")
    assert "kept in one library" in drop(page, file_of("zebra.jsonl", ZEBRA))
    page.get_by_role("tab", name="Ask").click()
    page.fill("#field textarea", "How much memory does LeMo save?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer .chip")
    page.get_by_role("tab", name="Library").click()
    page.click('[data-do="open-library"][data-library="mine"]')
    page.wait_for_function("document.querySelectorAll('.books .paper').length === 3")
    page.wait_for_function("document.querySelector('.library').innerText.startsWith('mine · 3 papers')")


def bomb(folder):
    path = folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("papers.jsonl", json.dumps({"title": "0" * 90_000_000, "abstract": "x"}))
    return path.read_bytes()


def test_what_is_no_file_of_papers_is_refused_with_a_sentence_and_the_others_are_taken(page, home, tmp_path):
    picture = {"name": "photo.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(999)}
    inflated = {"name": "bomb.zip", "mimeType": "application/zip", "buffer": bomb(tmp_path)}
    told = drop(page, picture, inflated, file_of("lemo.jsonl", LEMO.to_dict()))
    assert "nothing to read in the file photo.png" in told
    assert "bomb.zip" in told
    assert "already there\n1" in told
    assert "Traceback" not in told
    assert len(home.assistant.library) == 3


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(page):
    page.evaluate("""() => {
        const input = document.querySelector("#files input[type=file]");
        const file = new File(["x"], "huge.jsonl");
        Object.defineProperty(file, "size", { value: 500 * 1024 * 1024 });
        Object.defineProperty(input, "files", { value: [file], configurable: true });
        input.dispatchEvent(new Event("change", { bubbles: true }));
        delete input.files;
    }""")
    assert "huge.jsonl has 500 MB" in page.locator("#report .broken").inner_text()


def test_a_name_that_leads_elsewhere_stays_below_the_folder_of_uploads(waiting, home):
    files = {"files": ("../../../escaped.jsonl", b"{}")}
    (path,) = httpx.post(f"{waiting.url}gradio_api/upload", files=files).json()
    assert ".." not in path
    assert path.endswith("escaped.jsonl")
    assert not list(home.folder.parent.rglob("escaped.jsonl"))


CHOOSE = """library => document.querySelector("#books .stack").dispatchEvent(
    new CustomEvent("choose", { bubbles: true, detail: { library } }))"""


@pytest.mark.parametrize("name", ["../elsewhere", "a/b", " ", "x" * 65])
def test_a_library_of_an_impossible_name_is_not_made(page, home, name):
    page.evaluate(CHOOSE, name)
    if name.strip():
        page.wait_for_selector("#report .broken")
        assert "cannot name a library" in page.locator("#report").inner_text()
    assert not list(home.folder.rglob("elsewhere*"))


def test_papers_with_markup_are_shown_as_text(page, home):
    records = [
        {"id": f"p{i}", "title": text, "abstract": text, "venue": text} for i, text in enumerate(PAYLOADS)
    ]
    drop(page, file_of("hostile.jsonl", *records))
    page.wait_for_function("document.querySelectorAll('.books .paper').length > 5")
    made = page.locator(".books :is(script, img, iframe, svg, style, link, meta, table, base)").count()
    assert made == 0
    home.assistant.library.remove([record["id"] for record in records])


def test_each_sentence_of_a_text_is_shown_with_its_verdict_and_its_ground(page):
    page.get_by_role("tab", name="Check").click()
    page.fill("#text textarea", "LeMo reduces memory by up to 1.93x. Bananas are rich in potassium.")
    page.click("#begin")
    page.wait_for_selector(".tally:not([data-running])")
    assert page.locator(".claim").count() == 2
    assert page.locator(".claim.supported").count() == 1
    page.click(".ground summary")
    assert page.locator(".ground mark").inner_text() in LEMO.abstract
    assert "2 sentences checked" in page.locator(".tally").inner_text()


def test_without_a_text_the_check_says_what_to_do(page):
    page.get_by_role("tab", name="Check").click()
    page.click("#begin")
    page.get_by_text("Paste a text first.").wait_for()


def test_the_measurements_are_told_or_how_to_make_them(page, home):
    page.get_by_role("tab", name="Quality").click()
    page.get_by_text("footnote eval answers").wait_for()
    (home.folder / "reports").mkdir()
    report = {"title": "Answers", "tiles": [{"value": "93 %", "label": "facts"}]}
    (home.folder / "reports" / "report.json").write_text(json.dumps(report))
    page.get_by_role("tab", name="Check").click()
    page.get_by_role("tab", name="Quality").click()
    page.get_by_text("93 %").wait_for()


def test_strictness_is_chosen_and_remembered(page):
    page.click(".settings summary")
    page.get_by_text("Strict", exact=True).click()
    page.wait_for_function("localStorage.length > 0")
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_selector(".books .paper")
    page.click(".settings summary")
    page.wait_for_selector('.settings input[value="0.75"]:checked')
