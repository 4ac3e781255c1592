"""Kept conversations in a real browser: found again, named, deleted, exported, and never lost."""

import pytest

from evals.questions import load
from rag.values import Finished
from ui.conversation import Turn
from ui.conversations.store import Conversations
from ui.feedback import FILE as FEEDBACK
from ui.server import start

from .conftest import PORT, Desk, untidy
from .scripted import played


@pytest.fixture
def answered(desk, assistant, memory, unique):
    """A conversation of one answer, shown on the page."""
    assistant.scripts[unique] = played(unique, memory)
    desk.ask(unique)
    desk.wait_until_done()
    return unique


@pytest.fixture
def opinions_blocked(home):
    """A folder stands where the file of opinions should."""
    path, aside = home / FEEDBACK, home / "aside"
    path.touch()
    path.rename(aside)
    path.mkdir()
    yield
    path.rmdir()
    aside.rename(path)


def questions(desk):
    return desk.page.locator(".question").all_inner_texts()


def drawn(desk):
    desk.page.click('[data-do="drawer"]')
    desk.page.wait_for_selector("#drawer .entry")


def entry(desk, name):
    return desk.page.locator("#drawer .entry", has_text=name)


def test_a_conversation_survives_a_reload(desk, answered):
    desk.page.reload()
    desk.page.wait_for_selector(".turn")
    assert questions(desk) == [answered]
    desk.last(".chip").first.click()
    desk.shelf("mark[data-ui-flash]").wait_for()
    desk.ask("And then?")
    desk.wait_until_done()
    assert questions(desk) == [answered, "And then?"]


def test_the_way_back_leads_to_the_conversation_before(desk, answered):
    desk.page.click("#new")
    desk.page.wait_for_selector(".suggestions")
    assert "conversation" not in desk.page.url
    desk.page.go_back()
    desk.page.wait_for_selector(".turn")
    assert questions(desk) == [answered]


def test_the_latest_conversations_can_be_gone_on_with(desk, answered):
    desk.page.click("#new")
    desk.page.locator(".recent button", has_text=answered).click()
    desk.page.wait_for_selector(".turn")
    assert questions(desk) == [answered]


def test_a_conversation_is_found_by_words_of_its_answer(desk, answered):
    desk.page.click("#new")
    drawn(desk)
    desk.page.keyboard.type("neighbouring 1.93x")
    desk.page.keyboard.press("Tab")
    entry(desk, answered).wait_for()
    desk.page.fill("#drawer input[type=search]", "nothing of the kind")
    desk.page.wait_for_selector("text=No conversation holds these words.")
    desk.page.fill("#drawer input[type=search]", answered)
    entry(desk, answered).locator(".entry-name").focus()
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector(".turn")
    assert questions(desk) == [answered]
    assert not desk.page.locator("#drawer").is_visible()


def test_escape_leaves_the_drawer_and_gives_the_focus_back(desk, answered):
    drawn(desk)
    desk.page.keyboard.press("Escape")
    assert not desk.page.locator("#drawer").is_visible()
    assert desk.page.evaluate("document.activeElement.dataset.do") == "drawer"


def test_a_conversation_is_renamed(desk, answered):
    drawn(desk)
    entry(desk, answered).hover()
    entry(desk, answered).locator('[data-do="rename"]').click()
    desk.page.keyboard.type("<b>Tokens</b> & co")
    desk.page.keyboard.press("Enter")
    entry(desk, "<b>Tokens</b> & co").wait_for()
    assert desk.page.locator("#drawer b").count() == 0


def test_a_conversation_is_deleted_by_a_second_click(desk, answered):
    drawn(desk)
    entry(desk, answered).hover()
    delete = entry(desk, answered).locator('[data-do="delete"]')
    delete.click()
    assert entry(desk, answered).count() == 1
    delete.click()
    entry(desk, answered).wait_for(state="detached")
    desk.page.keyboard.press("Escape")
    desk.page.wait_for_selector(".suggestions")
    assert desk.page.locator(".turn").count() == 0


@pytest.mark.parametrize(
    ("label", "ending", "expected"),
    [
        ("Markdown", "md", "\\[2\\] **TempMe"),
        ("HTML", "html", '<li id="reference-2"'),
        ("BibTeX", "bib", "@misc{wang2025lemo,"),
        ("RIS", "ris", "AU  - Wang, Tuowei"),
    ],
)
def test_a_conversation_is_exported(desk, answered, tmp_path, label, ending, expected):
    desk.page.click(".menu summary")
    with desk.page.expect_download() as download:
        desk.page.locator(".menu-items button", has_text=label).click()
    assert download.value.suggested_filename.endswith(f".{ending}")
    download.value.save_as(tmp_path / "export")
    assert expected in (tmp_path / "export").read_text()


def test_a_thumb_and_its_reason_become_a_candidate_question(desk, answered, home):
    desk.last(".thumb.down").click()
    desk.last(".opinion input").fill("It is older.")
    desk.last(".reasons button").first.click()
    desk.last(".thanks:not(:empty)").wait_for()
    assert "kept on this machine" in desk.last(".thanks").inner_text()
    assert desk.page.inner_text("#word") == ""
    asked = {question.question: question for question in load(home / FEEDBACK, {})}
    assert asked[answered].id.endswith("down: It is wrong: It is older.")


def test_an_opinion_that_cannot_be_kept_is_not_thanked_for(desk, answered, opinions_blocked):
    desk.last(".thumb.up").click()
    desk.page.wait_for_selector("#word p:not(:empty)")
    assert "cannot be kept" in desk.page.inner_text("#word")
    assert desk.last(".thanks:empty").count() == 1
    assert desk.last('.thumb.up[aria-pressed="false"]').count() == 1


def test_an_opinion_on_the_same_answer_given_anew_is_thanked_for(desk, answered):
    desk.last(".thumb.up").click()
    desk.last(".thanks:not(:empty)").wait_for()
    desk.last('[data-do="ask"]').click()
    desk.last(".thanks:empty").wait_for(state="attached")
    desk.wait_until_done()
    desk.last(".thumb.up").click()
    desk.last(".thanks:not(:empty)").wait_for()


def test_a_thumb_is_still_there_after_a_reload(desk, answered):
    with desk.page.expect_response(lambda response: response.request.method == "POST"):
        desk.last(".thumb.up").click()
    desk.page.reload()
    desk.page.wait_for_selector('.turn .thumb.up[aria-pressed="true"]')
    assert desk.last('.thumb.down[aria-pressed="false"]').count() == 1


def test_two_tabs_on_one_conversation_lose_nothing(desk, answered):
    other = Desk.beside(desk)
    other.page.wait_for_selector(".turn")
    other.ask("From the other?")
    other.wait_until_done()
    desk.ask("From this one?")
    desk.page.wait_for_function("document.querySelectorAll('.turn').length === 3")
    desk.wait_until_done()
    assert questions(desk) == [answered, "From the other?", "From this one?"]
    other.page.close()


def test_a_page_loaded_anew_in_mid_answer_goes_on_with_it(desk, assistant, memory, unique, gates):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    desk.ask(unique)
    gates.open(2)
    desk.page.wait_for_selector(".sentence.supported")
    desk.page.reload()
    desk.complaints.clear()  # of Gradio, whose stream of answers the reload broke off
    desk.page.wait_for_selector(".sentence.supported")
    assert desk.page.locator("#stop").is_visible()
    gates.open(8)
    desk.page.wait_for_selector('.turn[data-state="answered"]')


def test_a_server_that_comes_back_finds_everything_there(browser, assistant, memory, tmp_path, gates, gradio):
    """The server ends in mid-answer; the page says so, and goes on when another one is there."""
    assistant.scripts["Left?"] = played("Left?", memory, gates=gates.doors)
    first = serve(assistant, tmp_path)
    context = browser.new_context()
    desk = Desk(context.new_page(), first.url)
    desk.ask("Left?")
    gates.open(2)
    desk.page.wait_for_selector(".sentence.supported")
    desk.page.fill("#field textarea", "Half a thou")
    context.set_offline(True)
    stop(first)
    desk.page.wait_for_selector("#lost:not([hidden])", timeout=15_000)
    assert "What you asked is kept" in desk.page.locator("#lost").inner_text()
    second = serve(assistant, tmp_path)
    context.set_offline(False)
    desk.page.wait_for_selector('.turn[data-state="interrupted"]', timeout=20_000)
    assert desk.page.locator("#lost").is_hidden()
    assert "LeMo saves up to 1.93x" in desk.last(".answer").inner_text()
    assert desk.page.input_value("#field textarea") == "Half a thou"
    context.close()
    stop(second)


def serve(assistant, home):
    with untidy():
        return start(assistant, port=PORT, home=home)


def stop(served):
    with untidy():
        served.close()


def test_a_long_conversation_does_not_slow_its_next_turn(desk, home, memory, unique):
    """What a turn costs must not depend on those before it: only its own section is sent and touched."""
    kept = Conversations(home / "conversations.sqlite")
    begun = kept.begin("", "Three papers", "Long")
    for position in range(200):
        kept.keep("", begun.id, position, Turn(f"{position}?").after(Finished(memory)))
    desk.page.goto(f"{desk.url}?conversation={begun.id}")
    desk.page.wait_for_function("document.querySelectorAll('.turn').length === 200")
    desk.page.evaluate(
        """() => {
            window.touched = new Set();
            const note = (changes) => changes.forEach(({ target }) =>
                touched.add((target.nodeType === 1 ? target : target.parentElement).closest(".turn")));
            const options = { subtree: true, childList: true, characterData: true, attributes: true };
            new MutationObserver(note).observe(document.querySelector("#transcript"), options);
        }"""
    )
    desk.ask(unique)
    desk.wait_until_done()
    touched = desk.page.evaluate(
        "[...touched].filter(Boolean).map(turn => turn.querySelector('.question').textContent)"
    )
    assert set(touched) <= {unique, "199?"}
