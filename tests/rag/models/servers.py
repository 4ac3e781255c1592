"""Servers that behave, and servers that do not."""

import json
import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, TypeVar


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "LoopbackServer"

    def do_GET(self):
        self.server.answer(self)

    def do_POST(self):
        self.server.answer(self)

    def log_message(self, *_):
        pass

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class LoopbackServer(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.released = threading.Event()

    def answer(self, handler: Handler) -> None:
        raise NotImplementedError

    def handle_error(self, *_):
        """A client that goes away is nothing to tell of."""


Server = TypeVar("Server", bound=LoopbackServer)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


class FakeHub(LoopbackServer):
    """A hub with one file. It can break off, or carry something else."""

    def __init__(self, path: str, content: bytes):
        super().__init__()
        self.path = path
        self.content = content
        self.etag = '"one"'
        self.breaks_after: list[int] = []
        self.ranges: list[str | None] = []

    def answer(self, handler: Handler) -> None:
        if handler.path != self.path:
            return handler.reply(404, b"")
        self.ranges.append(handler.headers["Range"])
        return self._send(handler, self._first_byte(handler))

    def _first_byte(self, handler: Handler) -> int:
        if handler.headers.get("If-Range", self.etag) != self.etag:
            return 0
        return int((handler.headers["Range"] or "bytes=0-").removeprefix("bytes=").rstrip("-"))

    def _send(self, handler: Handler, first: int) -> None:
        body = self.content[first:]
        if not body:
            return handler.reply(416, b"")
        if self.breaks_after:
            return self._break_off(handler, first, body)
        return handler.reply(206 if first else 200, body, ETag=self.etag)

    def _break_off(self, handler: Handler, first: int, body: bytes) -> None:
        handler.send_response(206 if first else 200)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("ETag", self.etag)
        handler.end_headers()
        handler.wfile.write(body[: self.breaks_after.pop(0)])
        handler.close_connection = True


Behaviour = Callable[[Handler], None]


class FakeEndpoint(LoopbackServer):
    """An endpoint that does to each request what it is told to, the last thing again and again."""

    streaming: ClassVar[dict[str, str]] = {"Content_Type": "text/event-stream"}

    def __init__(self):
        super().__init__()
        self.address = f"{self.url}/v1"
        self.behaviours: list[Behaviour] = []
        self.requests: list[dict] = []
        self.keys: list[str | None] = []

    def answer(self, handler: Handler) -> None:
        length = int(handler.headers.get("Content-Length", 0))
        self.requests.append(json.loads(handler.rfile.read(length) or b"{}"))
        self.keys.append(handler.headers["Authorization"])
        number = min(len(self.requests), len(self.behaviours)) - 1
        self.behaviours[number](handler)


def fails(status: int, message: str = "no", **headers: str) -> Behaviour:
    body = json.dumps({"error": {"message": message, "code": status}}).encode()
    return lambda handler: handler.reply(status, body, Content_Type="application/json", **headers)


def says(body: bytes, content_type: str = "application/json") -> Behaviour:
    return lambda handler: handler.reply(200, body, Content_Type=content_type)


def says_json(value: object) -> Behaviour:
    return says(json.dumps(value).encode())


def hangs(handler: Handler) -> None:
    handler.server.released.wait(10)
    handler.close_connection = True


def event(**choice: object) -> bytes:
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, **choice}],
    }
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


def word(text: str, *, chance: float | None = None) -> bytes:
    told = {"token": text, "bytes": None, "logprob": math.log(chance), "top_logprobs": []} if chance else None
    return event(delta={"content": text}, **({"logprobs": {"content": [told]}} if told else {}))


USAGE = (
    b'data: {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [],'
    b' "usage": {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9}}\n\n'
)
DONE = b"data: [DONE]\n\n"


def streams(*events: bytes) -> Behaviour:
    return says(b"".join((*events, event(delta={}, finish_reason="stop"), USAGE, DONE)), "text/event-stream")


def breaks_off_after(*events: bytes) -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(b"".join(events))
        handler.close_connection = True

    return behave


def streams_for_ever(left: threading.Event) -> Behaviour:
    """Streams words until the client goes, which it tells."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.end_headers()
        try:
            while not handler.server.released.wait(0.01):
                handler.wfile.write(word("on "))
                handler.wfile.flush()
        except OSError:
            left.set()
        handler.close_connection = True

    return behave


def judges(*candidates: tuple[str, float]) -> Behaviour:
    top = [{"token": token, "logprob": logprob, "bytes": None} for token, logprob in candidates]
    first = {"token": candidates[0][0], "logprob": candidates[0][1], "bytes": None, "top_logprobs": top}
    return says_json(
        {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "length",
                    "message": {"role": "assistant", "content": candidates[0][0]},
                    "logprobs": {"content": [first] if top else []},
                }
            ],
            "usage": {"prompt_tokens": 5, "completion_tokens": 1, "total_tokens": 6},
        }
    )
