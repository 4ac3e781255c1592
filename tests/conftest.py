"""What every test has: an environment without settings, a home of its own, and no network but loopback."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

from corpus.library import Library
from corpus.paper import Paper
from rag.models.manifest import MINILM_TOKENIZER, MINILM_WEIGHTS, SMALL_LLM
from rag.models.weights import is_intact
from rag.settings import Settings, load_settings

LOOPBACK = ["127.0.0.1", "::1"]
SETTINGS = ("FOOTNOTE_", "OPENAI_", "HF_")
MODELS = (Settings(_env_file=None).home, os.environ.get("FOOTNOTE_TEST_HOME"))
IN_CI = os.environ.get("CI") == "true"
PAPERS = (
    Paper(
        id="lemo",
        title="LeMo: Enabling Less Token Involvement for More Context Fine-tuning",
        abstract=(
            "Fine-tuning on long contexts needs much memory. LeMo drops tokens that say little. "
            "LeMo reduces memory consumption by up to 1.93x. LeMo achieves up to 1.36x speedups."
        ),
        authors=("Tuowei Wang", "Xingyu Chen"),
        year=2025,
        venue="NSDI",
        url="https://example.org/lemo",
    ),
    Paper(
        id="tempme",
        title="TempMe: Video Temporal Token Merging for Efficient Text-Video Retrieval",
        abstract="TempMe merges tokens of neighbouring frames. TempMe outputs 95% fewer tokens.",
    ),
    Paper(
        id="dymu",
        title="DyMU: Dynamic Merging and Virtual Unmerging for Efficient VLMs",
        abstract="DyMU merges visual tokens. DyMU needs no training. DyMU removes 32% to 85% of the tokens.",
    ),
)


def pytest_runtest_setup() -> None:
    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """No setting from outside: not from the environment, not from a .env file; and an empty home."""
    for name in os.environ:
        if name.startswith(SETTINGS) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    yield monkeypatch
    load_settings.cache_clear()


@pytest.fixture(scope="session")
def weights() -> Path:
    """The home whose models folder holds the real files of the small models; `scripts/test` fetches them."""
    home = next(Path(home) for home in reversed(MODELS) if home)
    for file in (MINILM_TOKENIZER, MINILM_WEIGHTS, SMALL_LLM):
        if not is_intact(file, home / "models" / file.name):
            absent = f"{file.name} is not in {home / 'models'}; scripts/test fetches it"
            pytest.fail(absent) if IN_CI else pytest.skip(absent)
    return home


@pytest.fixture
def papers() -> tuple[Paper, ...]:
    return PAPERS


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three papers, kept where the library `small` belongs."""
    with Library.create(tmp_path / "home" / "libraries" / "small.sqlite") as library:
        library.add(PAPERS)
        yield library
