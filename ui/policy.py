"""The headers that keep the page to itself: what a browser may load for it, and from where.

The text on the page is escaped; this is the second lock. See the W3C's Content Security Policy
Level 3: only scripts of this server run, inline ones by their hash, and nothing is loaded from or
sent to another address. Gradio compiles its templates in the browser, hence 'unsafe-eval'; it sets
style attributes, hence 'unsafe-inline' for styles alone.
"""

import base64
import hashlib
import re
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def content_security_policy(page: bytes = b"") -> str:
    """The policy for an HTML page, its inline scripts allowed by their SHA-256."""
    hashes = [f"'sha256-{_sha256(script)}'" for script in dict.fromkeys(_INLINE_SCRIPT.findall(page))]
    scripts = " ".join(["'self'", "'unsafe-eval'", *hashes])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
        "worker-src 'self' blob:; frame-src 'none'; frame-ancestors 'none'; object-src 'none'; "
        "base-uri 'self'; form-action 'none'"
    )


def _sha256(script: bytes) -> str:
    return base64.b64encode(hashlib.sha256(script).digest()).decode()


class SecurityHeaders:
    """ASGI middleware that adds the policy to every answer of the server.

    Args:
        app: answers.
        dressed: makes of the HTML of a page what is sent.
    """

    def __init__(self, app: ASGIApp, dressed: Callable[[bytes], bytes] = bytes) -> None:
        self._app = app
        self._dressed = dressed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Guarded(send, self._dressed))


class _Guarded:
    """Sends on what it gets; the head of an HTML page waits for the body, which it must vouch for."""

    def __init__(self, send: Send, dressed: Callable[[bytes], bytes]) -> None:
        self._send = send
        self._dressed = dressed
        self._head: Message | None = None
        self._page: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        elif self._head is None:
            await self._send(message)
        else:
            await self._collect(message, self._head)

    async def _start(self, head: Message) -> None:
        headers = MutableHeaders(scope=head)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        if headers.get("content-type", "").startswith("text/html"):
            self._head = head
            return
        headers["Content-Security-Policy"] = content_security_policy()
        await self._send(head)

    async def _collect(self, message: Message, head: Message) -> None:
        self._page.append(message.get("body", b""))
        if message.get("more_body"):
            return
        page = self._dressed(b"".join(self._page))
        headers = MutableHeaders(scope=head)
        headers["Content-Security-Policy"] = content_security_policy(page)
        if "content-length" in headers:
            headers["Content-Length"] = str(len(page))
        await self._send(head)
        await self._send({"type": "http.response.body", "body": page})
