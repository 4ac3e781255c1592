"""Hostile text in a real browser: it is shown, and does nothing."""

from dataclasses import replace

import httpx
import pytest

from corpus.paper import Paper
from rag.errors import ModelRefusedError
from rag.values import Claim, Dropped, Finished, SourcesFound

from .payloads import PAYLOADS
from .scripted import answered, cite, hits, played

INTRUDE = """() => {
    const image = '<img src="http://127.0.0.2:9/x.png" onerror="window.ran = true">';
    const link = '<a href="javascript:window.ran = true" id="bad">x</a>';
    const box = document.createElement("div");
    window.ran = false;
    box.innerHTML = image + link;
    document.body.append(box);
    document.getElementById("bad").click();
}"""


@pytest.fixture(params=PAYLOADS.values(), ids=PAYLOADS)
def payload(request):
    return request.param


def test_a_payload_in_every_place_does_nothing(desk, assistant, payload):
    paper = Paper(id=payload, title=payload, abstract=payload, authors=(payload,), venue=payload, url=payload)
    claim = Claim(payload, "supported", (cite(1, paper, payload),))
    answer = answered(
        [claim, replace(claim, verdict="quoted")],
        [paper, replace(paper, id="other")],
        dropped=(Dropped(payload, payload),),
        question=payload,
        model=payload,
        notice=payload,
    )
    refusal = replace(answer, status="not_in_abstract", claims=(), sources=(), text=f"See “{payload}”.")
    error = ModelRefusedError(payload)
    endings = {
        "answered": played(payload, answer),
        "refused": [SourcesFound(hits([paper]), payload), Finished(refusal)],
    }
    for steps in (*endings.values(), [error]):
        assistant.scripts[payload.strip()] = assistant.scripts[payload] = steps
        desk.page.fill("#field textarea", payload)
        before = desk.page.locator(".turn").count()
        desk.page.press("#field textarea", "Enter")
        desk.page.wait_for_function("n => document.querySelectorAll('.turn').length > n", arg=before)
        desk.wait_until_done()
    desk.page.locator(".chip").first.hover()
    desk.page.locator("#tip").wait_for()
    own = "#field *, #drawer *, .opinion *"
    made = f"#desk :is(script, img, iframe, form, svg, style, link, meta, table, input, base):not({own})"
    assert desk.page.locator(made).count() == 0
    assert (
        desk.page.locator("#desk :is([onerror], [onload], [onfocus], [onmouseover], [ontoggle])").count() == 0
    )
    assert desk.page.title() == "Footnote"


def test_markup_that_did_get_in_would_neither_run_nor_load(desk, served):
    """The second lock: the policy stops what escaping would have let through."""
    desk.page.evaluate(INTRUDE)
    desk.page.wait_for_timeout(200)
    assert desk.page.evaluate("window.ran") is False
    assert any("Content Security Policy" in complaint for complaint in desk.complaints)
    desk.complaints.clear()
    desk.strangers.clear()


def test_no_answer_of_the_server_lacks_the_policy(served):
    for path in ("", "theme.css", "config", "gradio_api/info", "static/img/logo.svg", "nothing-here"):
        answer = httpx.get(served.url + path)
        assert "content-security-policy" in answer.headers, path
