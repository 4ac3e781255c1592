import base64
import hashlib
import re

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.policy import SecurityHeaders, content_security_policy

PAGE = "<html><script>one()</script><script src='/a.js'></script><script type=module>two()</script></html>"


def hash_of(script):
    return base64.b64encode(hashlib.sha256(script).digest()).decode()


def test_every_inline_script_of_the_page_is_allowed_by_its_hash():
    policy = content_security_policy(PAGE.encode())
    assert re.findall(r"'sha256-([^']+)'", policy) == [hash_of(b"one()"), hash_of(b"two()")]


def test_no_other_inline_script_and_no_other_address_is_allowed():
    policy = content_security_policy(PAGE.encode())
    scripts = re.search(r"script-src ([^;]*)", policy).group(1)
    assert "unsafe-inline" not in scripts
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "*" not in policy


def test_the_headers_are_on_every_answer_and_the_body_is_whole():
    app = Starlette(
        routes=[
            Route("/page", lambda _: HTMLResponse(PAGE)),
            Route("/text", lambda _: PlainTextResponse("text")),
        ],
        middleware=[Middleware(SecurityHeaders)],
    )
    client = TestClient(app)
    page, text = client.get("/page"), client.get("/text")
    assert (page.text, text.text) == (PAGE, "text")
    assert hash_of(b"one()") in page.headers["content-security-policy"]
    assert "sha256" not in text.headers["content-security-policy"]
    for answer in (page, text):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_page_that_is_streamed_in_pieces_is_held_until_it_is_whole():
    async def pieces(scope, receive, send):
        headers = [(b"content-type", b"text/html")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"<script>on", "more_body": True})
        await send({"type": "http.response.body", "body": b"e()</script>"})

    answer = TestClient(SecurityHeaders(pieces)).get("/")
    assert answer.text == "<script>one()</script>"
    assert hash_of(b"one()") in answer.headers["content-security-policy"]


def test_what_a_page_is_dressed_with_is_vouched_for_and_counted():
    def dressed(page):
        return page + b"<script>three()</script>"

    app = Starlette(
        routes=[Route("/page", lambda _: HTMLResponse(PAGE))],
        middleware=[Middleware(SecurityHeaders, dressed=dressed)],
    )
    page = TestClient(app).get("/page")
    assert page.text == PAGE + "<script>three()</script>"
    assert int(page.headers["content-length"]) == len(page.content)
    assert hash_of(b"three()") in page.headers["content-security-policy"]
