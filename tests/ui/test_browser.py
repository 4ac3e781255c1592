"""The page in a real browser, with a scripted assistant: what a person does, and what they then see."""

import re
from dataclasses import replace

import pytest

from rag.errors import ModelUnreachableError
from rag.values import Finished, SourcesFound

from .conftest import Desk
from .scripted import ScriptedReadiness, hits, played


def text_of(locator):
    return re.sub(r"\s+", " ", locator.inner_text()).strip()


def test_the_empty_page_offers_questions_of_the_library(desk):
    assert "Three papers · 3 papers" in text_of(desk.page.locator(".masthead"))
    assert desk.page.locator(".suggestions button").all_inner_texts() == [
        "What does DyMU need?",
        "What does TempMe merge?",
    ]


def test_a_suggested_question_is_asked_by_a_click(desk):
    desk.page.click("text=What does DyMU need?")
    desk.wait_until_done()
    assert desk.last(".question").inner_text() == "What does DyMU need?"


def test_an_answer_comes_about_before_the_eyes(desk, assistant, memory, unique, gates):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    desk.ask(unique)
    desk.page.wait_for_selector("#sources .paper")
    assert "Reading 3 papers…" in text_of(desk.last(".byline"))
    assert desk.page.locator("#stop").is_visible()
    gates.open(1)
    desk.page.wait_for_function("document.querySelector('.draft')?.textContent.includes('2048 cards')")
    assert "Writing a draft…" in text_of(desk.last(".byline"))
    gates.open(2)
    desk.page.wait_for_selector(".sentence.supported .chip")
    assert "Checking sentence 2…" in text_of(desk.last(".byline"))
    assert "LeMo saves" not in desk.last(".draft").inner_text()
    gates.open(3)
    desk.page.wait_for_selector(".sentence.quoted")
    gates.open(4)
    desk.page.wait_for_selector(".sentence.dropped")
    gates.open(8)
    desk.wait_until_done()
    assert desk.last(".dropped").count() == 0
    assert text_of(desk.last(".byline")).startswith("Answered in 5.2 s · 1 sentence checked")
    assert desk.page.locator("#send").is_visible()


def test_who_waits_for_the_model_sees_how_many_are_before_and_reads_meanwhile(
    visit, browser, assistant, memory, unique, gates, monkeypatch
):
    monkeypatch.setattr(assistant, "readiness", ScriptedReadiness(one_at_a_time=True))
    assistant.scripts |= {
        "Before?": played("Before?", memory, gates=gates.doors[:4]),
        unique: played(unique, memory),
    }
    visit.begin_anew()
    visit.ask("Before?")
    visit.page.wait_for_selector("#sources .paper")
    other = Desk(browser.new_page(), visit.url)
    other.ask(unique)
    other.page.wait_for_selector(".meanwhile .sentence.quoted .chip")
    assert text_of(other.last(".byline")).startswith("1 question is before yours…")
    assert other.shelf(".card").count() == 1
    gates.open(8)
    other.page.wait_for_selector('.turn[data-state="answered"]')
    other.last(".why > summary").click()
    assert "Waited for questions that were asked before" in text_of(other.last(".stages"))
    visit.wait_until_done()
    other.page.close()


def test_the_status_is_announced_to_those_who_listen(desk, assistant, memory, unique):
    assistant.scripts[unique] = played(unique, memory)
    desk.ask(unique)
    desk.wait_until_done()
    live = desk.page.locator('#status [role="status"][aria-live="polite"]')
    assert "Answered in 5.2 s" in live.inner_text()


def test_a_click_on_a_footnote_lights_up_exactly_its_span(desk, assistant, memory, unique):
    assistant.scripts[unique] = played(unique, memory)
    desk.ask(unique)
    desk.wait_until_done()
    desk.last(".chip").nth(1).click()
    lit = desk.page.locator("mark[data-ui-flash]")
    lit.first.wait_for()
    assert lit.all_inner_texts() == [memory.claims[1].citations[0].quote]
    assert desk.page.evaluate("document.activeElement.matches('.card')")


def test_pointing_at_a_footnote_shows_the_quotation_and_escape_hides_it(desk, assistant, memory, unique):
    assistant.scripts[unique] = played(unique, memory)
    desk.ask(unique)
    desk.wait_until_done()
    desk.last(".chip").first.hover()
    tip = desk.page.locator("#tip")
    tip.wait_for()
    assert memory.claims[0].citations[0].quote in tip.inner_text()
    desk.page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_the_keyboard_alone_suffices(desk, assistant, memory, unique):
    assistant.scripts[unique] = played(unique, memory)
    desk.page.evaluate("document.activeElement.blur()")
    desk.page.keyboard.press("/")
    desk.page.keyboard.type(unique)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector('.turn[data-state="answered"]')
    desk.last(".chip").first.focus()
    desk.page.locator("#tip").wait_for()
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector("mark[data-ui-flash]")
    desk.page.keyboard.press("Escape")
    assert desk.page.evaluate("document.activeElement.className") == "chip"


def test_shift_and_enter_make_a_new_line(desk, unique):
    field = desk.page.locator("#field textarea")
    field.fill(unique)
    field.press("Shift+Enter")
    field.press_sequentially("More.")
    field.press("Enter")
    desk.wait_until_done()
    assert desk.last(".question").inner_text() == f"{unique}\nMore."
    assert field.input_value() == ""


def test_nothing_happens_when_nothing_is_asked(desk):
    desk.page.press("#field textarea", "Enter")
    desk.page.click("#send")
    desk.page.wait_for_timeout(300)
    assert desk.page.locator(".turn").count() == 0
    assert desk.page.locator(".suggestions").is_visible()


def test_what_is_typed_during_an_answer_is_left_alone(desk, assistant, memory, unique, gates):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    desk.ask(unique)
    field = desk.page.locator("#field textarea")
    field.fill("And then?")
    field.press("Enter")
    gates.open(8)
    desk.wait_until_done()
    assert field.input_value() == "And then?"
    assert desk.page.locator(".turn").count() == 1


def test_stopping_keeps_what_was_checked(desk, assistant, memory, unique, gates):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    desk.ask(unique)
    gates.open(2)
    desk.page.wait_for_selector(".sentence.supported")
    desk.page.click("#stop")
    desk.wait_until_done()
    assert "Stopped · 1 sentence checked" in text_of(desk.last(".byline"))
    assert text_of(desk.last(".answer")).startswith("LeMo saves up to 1.93x of the memory.1")
    assert "2048" not in text_of(desk.last(".answer"))
    gates.open(8)
    assert assistant.closed[unique].wait(5)
    desk.ask("Is there another one?")
    desk.wait_until_done()


def test_stopping_does_not_wait_for_the_model(desk, assistant, memory, unique, gates):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    desk.ask(unique)
    desk.page.wait_for_selector("#sources .paper")
    desk.page.click("#stop")
    desk.page.wait_for_selector('.turn[data-state="stopped"]', timeout=2_000)
    assert not assistant.closed[unique].is_set()


def test_asking_again_replaces_the_last_turn(desk, assistant, memory, unique):
    desk.ask(unique)
    desk.wait_until_done()
    assert desk.last("").first.get_attribute("data-state") == "not_in_corpus"
    assistant.scripts[unique] = played(unique, memory)
    desk.last('[data-do="ask"]').click()
    desk.page.wait_for_selector('.turn[data-state="answered"]')
    assert desk.page.locator(".turn").count() == 1
    assert desk.page.locator("#sources .shelf").count() == 1


def test_an_edited_question_replaces_the_last_turn(desk, assistant, memory, unique):
    assistant.scripts[unique] = played(unique, memory)
    desk.ask("What was it agian?")
    desk.wait_until_done()
    desk.last('[data-do="edit"]').click()
    editor = desk.last(".editor textarea")
    assert editor.input_value() == "What was it agian?"
    editor.fill(unique)
    editor.press("Enter")
    desk.page.wait_for_selector('.turn[data-state="answered"]')
    assert [question.inner_text() for question in desk.page.locator(".question").all()] == [unique]


def test_editing_is_given_up_with_escape(desk, unique):
    desk.ask(unique)
    desk.wait_until_done()
    desk.last('[data-do="edit"]').click()
    desk.page.keyboard.press("Escape")
    assert desk.last(".question").is_visible()
    assert not desk.last(".editor").is_visible()


def test_an_error_is_a_calm_sentence_and_the_question_can_be_tried_again(desk, assistant, memory, unique):
    error = ModelUnreachableError("Nothing answers at that address.", remedy="Start the server.")
    assistant.scripts[unique] = [error]
    desk.ask(unique)
    desk.wait_until_done()
    assert "Nothing answers at that address. Start the server." in text_of(desk.last(".answer"))
    assert "Traceback" not in desk.page.content()
    assistant.scripts[unique] = played(unique, memory)
    desk.last('[data-do="ask"]').click()
    desk.page.wait_for_selector('.turn[data-state="answered"]')


def test_a_fault_of_the_program_is_a_calm_sentence_too(desk, assistant, unique):
    assistant.scripts[unique] = [SourcesFound((), unique), "not an event"]
    desk.ask(unique)
    desk.page.wait_for_selector('.turn[data-state="failed"]')
    assert "log of the server" in text_of(desk.last(".answer"))


def test_the_paper_that_does_not_say_is_named_linked_and_open(desk, assistant, silent, lemo, unique):
    assistant.scripts[unique] = [SourcesFound(silent.nearest, unique), Finished(silent)]
    desk.ask(unique)
    desk.wait_until_done()
    assert "its abstract does not say" in text_of(desk.last(".byline"))
    assert desk.last(f'.answer a[href="{lemo.url}"]').count() == 1
    assert text_of(desk.shelf(".found .abstract")) == lemo.abstract
    desk.last(".mention").click()
    assert desk.page.evaluate("document.activeElement.innerText").startswith(lemo.title)


def test_what_is_not_in_the_library_shows_the_nearest_papers(desk, unique):
    desk.ask(unique)
    desk.wait_until_done()
    assert "Not in this library" in text_of(desk.last(".byline"))
    assert desk.shelf("h2").inner_text() == "Nearest papers"
    assert desk.shelf(".found .paper").count() == 3


def test_an_answer_of_quotations_says_so(desk, assistant, memory, unique):
    quoted = replace(memory, model="none", notice="The model is still loading.")
    assistant.scripts[unique] = played(unique, quoted)
    desk.ask(unique)
    desk.wait_until_done()
    assert "quotations only" in text_of(desk.last(".byline"))
    assert text_of(desk.last(".notice")) == "The model is still loading."


def test_why_tells_how_the_answer_came_about(desk, assistant, memory, unique):
    assistant.scripts[unique] = played(unique, memory)
    desk.ask(unique)
    desk.wait_until_done()
    desk.last(".why > summary").click()
    for fold in desk.last(".why .list summary").all():
        fold.click()
    told = text_of(desk.last(".stages"))
    for expected in (
        *(memory.question, "Found 3 papers 12 ms", "1.00 LeMo", "0.80 LeMo reduces memory"),
        *("90 % sure", "read 412 tokens wrote 64", "dropped It was trained on 2048 cards."),
        *("The number 2048 is in no abstract.", "In all 5.2 s"),
    ):
        assert expected in told


def test_an_answer_is_copied_with_its_references(desk, assistant, memory, unique, served):
    assistant.scripts[unique] = played(unique, memory)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.url.rstrip("/"))
    desk.ask(unique)
    desk.wait_until_done()
    desk.last('[data-do="copy"]').click()
    desk.page.wait_for_selector("text=Copied")
    copied = desk.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(memory.text)
    assert "\n[1] Tuowei Wang et al. (2025). LeMo" in copied


def test_an_earlier_footnote_brings_back_its_own_papers(desk, assistant, memory, silent, unique):
    assistant.scripts[unique] = played(unique, memory)
    desk.ask(unique)
    desk.wait_until_done()
    desk.ask("Something else?")
    desk.wait_until_done()
    assert desk.shelf(".card").count() == 0
    desk.page.locator(".turn").first.locator(".chip").first.click()
    assert desk.shelf(".card").count() == 2


def test_beside_another_source_an_abstract_shows_what_is_cited_and_unfolds(
    desk, assistant, memory, lemo, unique
):
    assistant.scripts[unique] = played(unique, memory)
    desk.ask(unique)
    desk.wait_until_done()
    abstract = desk.shelf(".card .abstract").first
    assert "Long contexts need" in abstract.text_content()
    gap = desk.shelf(".gap")
    for button in gap.all():
        button.click()
    assert lemo.abstract in text_of(abstract)


def test_a_new_conversation_is_empty(desk, assistant, unique):
    desk.ask(unique)
    desk.wait_until_done()
    desk.page.click("#new")
    desk.page.wait_for_selector(".suggestions")
    assert desk.page.locator(".turn, .shelf").count() == 0
    desk.ask(f"{unique} Once more.")
    desk.wait_until_done()
    assert assistant.histories[f"{unique} Once more."] == []


def test_two_visitors_do_not_see_each_other(desk, browser, served, assistant, memory, unique, gates):
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    desk.ask(unique)
    other = browser.new_page()
    other.goto(served.url)
    other.wait_for_selector(".suggestions")
    other.fill("#field textarea", "May I?")
    other.press("#field textarea", "Enter")
    other.wait_for_selector('.turn[aria-busy="false"]')
    assert other.locator(".question").all_inner_texts() == ["May I?"]
    other.close()
    gates.open(8)
    desk.wait_until_done()


def test_what_was_opened_stays_open_when_the_next_answer_comes(desk, assistant, memory, unique):
    assistant.scripts[unique] = played(unique, memory)
    desk.ask(unique)
    desk.wait_until_done()
    desk.last(".why > summary").click()
    desk.ask("Something else?")
    desk.wait_until_done()
    assert desk.page.locator(".turn").first.locator(".why").get_attribute("open") is not None


@pytest.mark.parametrize("width", [360, 800, 1280, 1920])
def test_nothing_is_wider_than_the_screen(desk, assistant, memory, unique, width):
    long = replace(memory, notice="unbroken" * 60, model="m" * 120)
    assistant.scripts[unique] = played(unique, long)
    desk.page.set_viewport_size({"width": width, "height": 740})
    desk.ask(unique)
    desk.wait_until_done()
    desk.last(".why > summary").click()
    widest = desk.page.evaluate(
        "Math.max(...[...document.querySelectorAll('#desk *')].map(n => n.getBoundingClientRect().right))"
    )
    assert widest <= width + 1


def test_on_a_narrow_screen_the_papers_stand_under_the_answer(desk, assistant, memory, unique):
    assistant.scripts[unique] = played(unique, memory)
    desk.page.set_viewport_size({"width": 360, "height": 740})
    desk.ask(unique)
    desk.wait_until_done()
    answer, card = desk.last(".answer").bounding_box(), desk.shelf(".card").first.bounding_box()
    assert card["y"] > answer["y"] + answer["height"]
    assert desk.page.locator("#field").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_question_goes_to_the_top_and_stays_while_the_answer_grows(
    desk, assistant, memory, unique, gates, width
):
    desk.page.set_viewport_size({"width": width, "height": 740})
    for earlier in ("Before?", "Long before?"):
        desk.ask(earlier)
        desk.wait_until_done()
    assistant.scripts[unique] = played(unique, memory, gates=gates.doors)
    desk.ask(unique)
    desk.page.wait_for_selector("#sources .shelf:last-child .paper")
    top = desk.last(".question").bounding_box()["y"]
    assert top < 140
    gates.open(8)
    desk.wait_until_done()
    assert abs(desk.last(".question").bounding_box()["y"] - top) <= 1


CONTRASTS = """() => {
    const opaque = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const fill = getComputedStyle(at).backgroundColor;
            if (!/, 0\\)$|transparent/.test(fill)) return fill;
        }
    };
    const luminance = (colour) => {
        const [r, g, b] = colour.match(/\\d+/g).map((part) => part / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return [...document.querySelectorAll("#desk :is(p, h1, h2, h3, button, summary, mark, span, a, dt, dd)")]
        .filter((node) => node.checkVisibility() && node.innerText.trim())
        .map((node) => {
            const shades = [getComputedStyle(node).color, opaque(node)].map(luminance).sort();
            return [(shades[1] + 0.05) / (shades[0] + 0.05), node.outerHTML.slice(0, 120)];
        });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_legible(desk, assistant, memory, silent, lemo, unique, scheme):
    desk.page.emulate_media(color_scheme=scheme)
    desk.visit()
    scripts = {
        "answered": played("answered", memory),
        "silent": [SourcesFound(silent.nearest, "silent"), Finished(silent)],
        "failed": [SourcesFound(hits([lemo]), "failed"), ModelUnreachableError("Nothing answers.")],
    }
    assistant.scripts |= scripts
    for question in (*scripts, unique):
        desk.ask(question)
        desk.wait_until_done()
        contrasts = desk.page.evaluate(CONTRASTS)
        assert len(contrasts) > 10
        assert [html for contrast, html in contrasts if contrast < 4.5] == []
