"""The embedded engine: llama.cpp's OpenAI-compatible server in a child process.

It listens on a loopback port and asks for a key that only this process knows. It is a process of its
own because llama.cpp holds the interpreter's lock for the seconds that a model takes to load, and ends
the process where it finds something wrong.
"""

import atexit
import json
import os
import secrets
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from rag.errors import WeightsDamagedError, WeightsUnavailableError

CONTEXT = 4096
"""The tokens of a prompt and its reply together."""
SECONDS_TO_LOAD = 600.0
"""After which a server that does not begin to answer is given up."""
_SECONDS_TO_END = 1.0
"""A connection breaks off before the process that it led to has ended."""
_SCRIPT = Path(__file__).with_name("llama_server.py")
_MAGIC = b"GGUF"


class Engine:
    """A running engine. Close it, or use it as a context manager; it ends with this process anyway.

    One request is answered at a time, the others wait. A stream that its reader drops stops the
    generation. The beginning that a prompt shares with an earlier one is not read again.

    Args:
        path: a GGUF file.
        threads: how many threads compute; as many as there are cores when None.

    Raises:
        WeightsUnavailableError: there is no such file.
        WeightsDamagedError: llama.cpp cannot load it.
    """

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        _see_that_it_is_a_gguf(path)
        self.model_name = path.stem
        self.api_key = secrets.token_urlsafe()
        order = {"model": str(path), "context": CONTEXT, "threads": threads}
        self._process = _start(json.dumps(order), self.api_key)
        try:
            self.base_url = f"{_address(self._process, path)}/v1"
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_running(self) -> bool:
        """Whether requests are answered."""
        return self._process.poll() is None

    @property
    def has_ended(self) -> bool:
        """Whether none will be answered any more; an engine that is just ending is waited for."""
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            return False
        return True

    def close(self) -> None:
        """Stop answering and free the memory. Closing twice does no harm."""
        with self._process as process:
            process.kill()


class Engines:
    """The engines of a process: one for each file, however many ask for it."""

    def __init__(self) -> None:
        self._engines: dict[Path, Engine] = {}
        self._lock = threading.Lock()

    def engine_for(self, path: Path, *, threads: int | None = None) -> Engine:
        """The engine of a GGUF file, started where it is not running.

        Raises:
            WeightsUnavailableError: there is no such file.
            WeightsDamagedError: llama.cpp cannot load it.
        """
        key = path.resolve()
        with self._lock:
            engine = self._engines.get(key)
            if engine is not None and engine.is_running:
                return engine
            if engine is not None:
                engine.close()
            self._engines[key] = Engine(key, threads=threads)
            return self._engines[key]

    def close(self) -> None:
        """Stop them all."""
        with self._lock:
            for engine in self._engines.values():
                engine.close()
            self._engines.clear()


@cache
def engines() -> Engines:
    """The engines of this process; they stop with it."""
    registry = Engines()
    atexit.register(registry.close)
    return registry


def _start(order: str, key: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 (our own script, no shell)
        [sys.executable, "-P", str(_SCRIPT), order],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, "FOOTNOTE_ENGINE_KEY": key},
    )


def _address(process: subprocess.Popen[str], path: Path) -> str:
    """Where the server listens, once the model is loaded."""
    answer: dict[str, str] = json.loads(_first_line(process))
    if "address" not in answer:
        raise WeightsDamagedError(
            f"llama.cpp cannot load {path}.",
            remedy="The file may be cut short or of a kind that this version does not know, or memory may be "
            "short. FOOTNOTE_LLM=small takes a smaller model, FOOTNOTE_LLM=none takes none.",
        )
    return answer["address"]


def _first_line(process: subprocess.Popen[str]) -> str:
    """What the server says first; one that says nothing for too long is ended."""
    patience = threading.Timer(SECONDS_TO_LOAD, process.kill)
    patience.start()
    try:
        return next(iter(process.stdout or ()), "{}")
    finally:
        patience.cancel()


def _see_that_it_is_a_gguf(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            magic = stream.read(len(_MAGIC))
    except OSError as error:
        raise WeightsUnavailableError(
            f"The model file {path} cannot be read ({error.strerror}).",
            remedy="Set FOOTNOTE_LLM to the path of a GGUF file, or to default.",
        ) from error
    if magic != _MAGIC:
        raise WeightsDamagedError(
            f"{path} is not a GGUF file.", remedy="Set FOOTNOTE_LLM to a GGUF file, or to default."
        )
