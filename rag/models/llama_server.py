"""llama.cpp's own OpenAI-compatible server, as the child process that `rag.models.engine` starts.

Its argument is an `Order` in JSON, the key to be asked for is in the environment. It writes one line of
JSON (`address`, or `error`) and ends when its standard input does: it cannot outlive the process that
holds the other end. It imports nothing of Footnote, so that it starts fast.
"""

import json
import os
import platform
import signal
import sys
from typing import TypedDict

import xllamacpp

_MOST_TOKENS_WRITTEN = 1024
_PROMPT_CACHE_MIB = 512
_SILENT = -1
_X86 = frozenset({"x86_64", "AMD64"})


class Order(TypedDict):
    """What is to be served, and how."""

    model: str
    context: int
    threads: int | None


def main() -> None:
    """Serve until the standard input ends."""
    # Ctrl-C in a terminal reaches every process; the one that was asked decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    order: Order = json.loads(sys.argv[1])
    try:
        server = xllamacpp.Server(_parameters(order))
    except RuntimeError as error:
        _answer({"error": str(error)})
    else:
        _answer({"address": server.listening_address})
        sys.stdin.read()
    # The server's own shutdown may wait for ever; the operating system's does not.
    os._exit(0)


def _parameters(order: Order) -> xllamacpp.CommonParams:
    """The server's settings; what is not set here is llama.cpp's default.

    There is one slot. With a second one a request may land where the beginning of its prompt was not
    read yet, and reading is what takes longest; prompts of different beginnings keep what was read of
    them in the prompt cache.

    Weights are not laid out anew on x86: measured on AVX2 with the default model, prompts are read 1.2
    times as fast from the file's own layout (words are written .95 times as fast), 600 MB are saved, and
    loading takes half the time.
    """
    parameters = xllamacpp.CommonParams()
    parameters.model.path = order["model"]
    parameters.api_keys = [os.environ["FOOTNOTE_ENGINE_KEY"]]
    parameters.port = 0
    parameters.n_ctx = order["context"]
    parameters.n_parallel = 1
    parameters.n_predict = _MOST_TOKENS_WRITTEN
    parameters.cache_ram_mib = _PROMPT_CACHE_MIB
    parameters.no_extra_bufts = platform.machine() in _X86
    parameters.verbosity = _SILENT
    parameters.ui = False
    parameters.endpoint_slots = False
    if threads := order["threads"]:
        parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    return parameters


def _answer(message: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
