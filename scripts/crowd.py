"""Many people who ask the page at once, as browsers ask it. `scripts/load` runs it.

The page is `footnote chat` itself, with the embedding model and the built-in library, in a home of its
own. The chat model is a served one that follows a script: half a second to the first word, then 25 words
a second, for any number of people at once. So what is measured is what Footnote adds to a model.
"""

import argparse
import asyncio
import json
import math
import os
import re
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table

from rag.assistant import Assistant
from rag.settings import load_settings
from rag.subjects import label

SECONDS_TO_FIRST_WORD = 0.5
WORDS_A_SECOND = 25
REPLY = "The abstract says so, and this sentence has the length of a common one in such an answer."
PATIENCE = 300.0
NOWHERE = {"conversation": "", "revision": 0, "turns": 0}
UNCHOSEN = {"library": "", "strictness": None}


class ScriptedModel(BaseHTTPRequestHandler):
    """A model of the OpenAI protocol that always says the same, and is sure that the answer is there."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Which models there are."""
        self._reply({"data": [{"id": "scripted", "object": "model"}], "object": "list"})

    def do_POST(self) -> None:
        """A reply, streamed or whole."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(SECONDS_TO_FIRST_WORD)
        if asked.get("stream"):
            self._stream(REPLY.split())
        else:
            self._reply(_whole(asked))

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""

    def _stream(self, words: Sequence[str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for word in words:
            self._send(_chunk({"content": f"{word} "}, None))
            time.sleep(1 / WORDS_A_SECOND)
        self._send(_chunk({}, "stop"))
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _send(self, chunk: object) -> None:
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def _reply(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _chunk(delta: dict[str, str], finish: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }


def _whole(asked: dict[str, Any]) -> dict[str, Any]:
    yes = {"token": "Yes", "logprob": math.log(0.9), "bytes": None}
    no = {"token": "No", "logprob": math.log(0.1), "bytes": None}
    logprobs = {"content": [{**yes, "top_logprobs": [yes, no]}]} if asked.get("logprobs") else None
    message = {"role": "assistant", "content": "Yes"}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": logprobs}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


@dataclass(frozen=True)
class Asked:
    """What became of a question: seconds to the sources and to the whole answer; why it failed, if it did."""

    sources: float
    whole: float
    failure: str = ""


class Visitor:
    """A person before a page, as their browser speaks to it.

    Args:
        url: of the page.
        client: with room for a connection for each person.
        functions: which function of the page answers an event, for the name of a part and the event.
    """

    def __init__(self, url: str, client: httpx.AsyncClient, functions: "Functions") -> None:
        self._api = f"{url}gradio_api/queue"
        self._client = client
        self._functions = functions
        self._session = secrets.token_hex(8)

    async def arrive(self) -> Asked:
        """Open the page: it looks for what is new, and is given its place in the server's memory."""
        return await self._told("place", "focus", [NOWHERE])

    async def ask(self, question: str) -> Asked:
        """Ask, and read to the end."""
        return await self._told("field", "submit", [question, NOWHERE, UNCHOSEN])

    async def _told(self, part: str, event: str, data: list[object]) -> Asked:
        began, function = time.perf_counter(), self._functions[part, event]
        call = {"data": data, "fn_index": function, "session_hash": self._session}
        try:
            (await self._client.post(f"{self._api}/join", json=call)).raise_for_status()
            return await self._followed(began)
        except httpx.HTTPError as error:
            return Asked(math.nan, math.nan, f"{type(error).__name__}: {error}")

    async def _followed(self, began: float) -> Asked:
        sources, failure = math.nan, ""
        address = f"{self._api}/data?session_hash={self._session}"
        async with self._client.stream("GET", address) as events:
            async for line in events.aiter_lines():
                seconds = time.perf_counter() - began
                if math.isnan(sources) and re.search(r'class=\\"(paper|card)', line):
                    sources = seconds
                if 'data-state=\\"failed' in line or '"success":false' in line:
                    failure = line[:300]
                if '"process_completed"' in line:
                    return Asked(sources, seconds, failure)
        return Asked(sources, math.nan, "The page broke off.")


Functions = dict[tuple[str, str], int]


async def functions_of(url: str, client: httpx.AsyncClient) -> Functions:
    """The functions of a page, by the name of the part and of the event that they answer."""
    config = (await client.get(f"{url}config")).json()
    names = {part["id"]: part["props"].get("elem_id", "") for part in config["components"]}
    return {
        (names[part], event): function["id"]
        for function in config["dependencies"]
        for part, event in function["targets"]
        if part in names
    }


@contextmanager
def scripted_model() -> Iterator[str]:
    """The address of the scripted model, as long as the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), ScriptedModel)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def page() -> Iterator[str]:
    """The address of a page of its own, ready, as long as the context lasts."""
    with tempfile.TemporaryDirectory() as home, scripted_model() as model:
        (Path(home) / "models").symlink_to(load_settings().models.resolve())
        settings = {"FOOTNOTE_HOME": home, "FOOTNOTE_LLM": "scripted", "OPENAI_BASE_URL": model}
        command = [sys.executable, "-m", "ui", "chat", "--no-browser", "--port", "7960"]
        process = subprocess.Popen(  # noqa: S603 - our own interpreter
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, **settings}
        )
        try:
            told = iter(process.stdout or ())
            yield next(match[0] for line in told if (match := re.search(r"http://[\d.]+:\d+/", line)))
        finally:
            process.terminate()
            process.wait()


def questions(count: int) -> list[str]:
    """A question for each, about one paper of the library after the other."""
    papers = cycle(Assistant.from_settings().library.papers())
    return [f"What does {label(paper)} achieve?" for paper in islice(papers, count)]


async def measured(url: str, people: int) -> list[Asked]:
    """Let one person ask until the page is ready, then all of them at once."""
    limits = httpx.Limits(max_connections=3 * people)
    async with httpx.AsyncClient(timeout=PATIENCE, limits=limits, trust_env=False) as client:
        functions = await functions_of(url, client)
        visitors = [Visitor(url, client, functions) for _ in range(people)]
        await visitors[0].ask("Which papers merge tokens?")
        for visitor in visitors:
            await visitor.arrive()
        asking = map(Visitor.ask, visitors, questions(people))
        return list(await asyncio.gather(*asking))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="scripts/load", description=__doc__)
    parser.add_argument("--people", type=int, default=20, help="how many ask at once")
    parser.add_argument("--url", help="ask a page that is being served, instead of one of its own")
    wanted = parser.parse_args()
    if wanted.url:
        asked = asyncio.run(measured(f"{wanted.url.rstrip('/')}/", wanted.people))
    else:
        with page() as url:
            asked = asyncio.run(measured(url, wanted.people))
    print_table(asked)
    sys.exit(any(item.failure for item in asked))


def print_table(asked: Sequence[Asked]) -> None:
    """Print how long they waited, and what went wrong."""
    console = Console()
    failures = [item.failure for item in asked if item.failure]
    columns = ("people at once", "failures", "sources p50", "p95", "whole answer p50", "p95")
    table = Table(*columns)
    figures = [
        *quantiles([item.sources for item in asked]),
        *quantiles([item.whole for item in asked]),
    ]
    table.add_row(str(len(asked)), str(len(failures)), *(f"{seconds:.2f} s" for seconds in figures))
    console.print(table)
    for failure in failures:
        console.print(failure, markup=False)


def quantiles(seconds: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile (nearest rank) of those that came to be."""
    known = sorted(value for value in seconds if not math.isnan(value)) or [math.nan]
    return tuple(known[math.ceil(share * len(known)) - 1] for share in (0.5, 0.95))


if __name__ == "__main__":
    main()
