"""The commands as a person runs them, with models that answer on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from corpus.library import Library
from rag.testing import TinyEmbedding
from tests.rag.models.servers import DONE, USAGE, Handler, LoopbackServer, event, running, word
from ui.cli import app

Run = Callable[..., Result]
Start = Callable[..., "subprocess.Popen[str]"]
PYTHON = (sys.executable, "-m", "ui")


class TinyEndpoint(LoopbackServer):
    """An OpenAI-compatible server: an embedding model that knows words, a chat model that says one thing."""

    def __init__(self, reply: str):
        super().__init__()
        self.address = f"{self.url}/v1"
        self.reply = reply
        self._embedding = TinyEmbedding()

    def answer(self, handler: Handler) -> None:
        asked = json.loads(handler.rfile.read(int(handler.headers.get("Content-Length", 0))) or b"{}")
        if handler.path.endswith("/models"):
            return self._json(handler, {"object": "list", "data": [{"id": "tiny-chat", "object": "model"}]})
        if handler.path.endswith("/embeddings"):
            return self._embed(handler, asked)
        return self._say(handler, asked)

    def _embed(self, handler: Handler, asked: dict) -> None:
        vectors = self._embedding.get_text_embedding_batch(asked["input"])
        data = [{"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(vectors)]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        self._json(handler, {"object": "list", "model": "tiny", "data": data, "usage": usage})

    def _say(self, handler: Handler, asked: dict) -> None:
        if asked.get("stream"):
            words = b"".join(word(f"{piece} ") for piece in self.reply.split())
            body = words + event(delta={}, finish_reason="stop") + USAGE + DONE
            return handler.reply(200, body, Content_Type="text/event-stream")
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "yes"}}
        return self._json(
            handler, {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        )

    def _json(self, handler: Handler, value: object) -> None:
        handler.reply(200, json.dumps(value).encode(), Content_Type="application/json")


@pytest.fixture(scope="session")
def endpoint() -> Iterator[TinyEndpoint]:
    with running(TinyEndpoint("LeMo reduces memory consumption by up to 1.93x.")) as server:
        yield server


@pytest.fixture
def tiny(environment: pytest.MonkeyPatch, endpoint: TinyEndpoint, library: Library) -> pytest.MonkeyPatch:
    """Settings of the library `small`, with the tiny embedding model and no chat model."""
    environment.setenv("FOOTNOTE_LIBRARY", library.name)
    environment.setenv("FOOTNOTE_LLM", "none")
    environment.setenv("FOOTNOTE_EMBEDDING", "tiny")
    environment.setenv("FOOTNOTE_EMBEDDING_BASE_URL", endpoint.address)
    return environment


@pytest.fixture
def run() -> Run:
    """Run a command in this process."""
    return lambda *arguments, **options: CliRunner().invoke(app, [*arguments], **options)


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a command in a process of its own, which ends with the test."""
    processes: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, python: Sequence[str] = PYTHON, **options: object) -> "subprocess.Popen[str]":
        command = [*python, *arguments]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = subprocess.Popen(command, text=True, **{**pipes, **options})
        processes.append(process)
        return process

    yield begin
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def jsonl(tmp_path: Path) -> Callable[..., str]:
    """A file of JSON lines, each an object or a line as it stands."""

    def write(*records: object, name: str = "papers.jsonl") -> str:
        lines = (record if isinstance(record, str) else json.dumps(record) for record in records)
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines))
        return os.fspath(path)

    return write
