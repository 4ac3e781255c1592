"""An embedding that counts what it embeds, indexes that are closed at the end, and a real Chroma server."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import PrivateAttr

from rag.retrieval.index import PassageIndex
from rag.settings import Settings
from rag.similarity import SentenceVectors
from rag.testing import TinyEmbedding
from rag.text import Idf
from rag.verification.attribution import Sentence, sentences_of


class CountingEmbedding(TinyEmbedding):
    """Keeps the texts and the queries that it is given."""

    _texts: list[str] = PrivateAttr(default_factory=list)
    _queries: list[str] = PrivateAttr(default_factory=list)

    def __init__(self, dimension: int = 64, name: str = "") -> None:
        super().__init__(dimension)
        self.model_name = name or self.model_name

    @property
    def texts(self) -> list[str]:
        return self._texts

    @property
    def queries(self) -> list[str]:
        return self._queries

    def _get_text_embedding(self, text):
        self._texts.append(text)
        return super()._get_text_embedding(text)

    def _get_query_embedding(self, query):
        self._queries.append(query)
        return TinyEmbedding._get_text_embedding(self, query)


@pytest.fixture
def embedding() -> CountingEmbedding:
    return CountingEmbedding()


@pytest.fixture
def embedding_of() -> type[CountingEmbedding]:
    return CountingEmbedding


@pytest.fixture
def idf(library) -> Idf:
    return Idf(library)


@pytest.fixture
def vectors() -> SentenceVectors:
    return SentenceVectors(TinyEmbedding())


@pytest.fixture
def sentences(papers) -> list[Sentence]:
    return sentences_of(papers)


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "indexes" / "small"


@pytest.fixture
def index_of(folder) -> Iterator[Callable[..., PassageIndex]]:
    """Makes indexes, in one folder unless told otherwise."""
    made: list[PassageIndex] = []

    def make(library, embedding, **options) -> PassageIndex:
        made.append(PassageIndex(library, embedding, **{"folder": folder, **options}))
        return made[-1]

    yield make
    for index in made:
        index.close()


@pytest.fixture
def index(index_of, library, embedding) -> PassageIndex:
    return index_of(library, embedding)


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, llm="none")


@pytest.fixture
def chroma_url(chroma_server, monkeypatch) -> str:
    """Chroma's client never closes the connections that it keeps; so it is told to keep none."""
    monkeypatch.setenv("CHROMA_HTTP_MAX_KEEPALIVE_CONNECTIONS", "0")
    return chroma_server


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory) -> Iterator[str]:
    """The address of Chroma's own server, run for the session."""
    port = free_port()
    command = [Path(sys.executable).with_name("chroma"), "run", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--path", tmp_path_factory.mktemp("chroma")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/api/v2/heartbeat")
        yield url
        server.terminate()


@pytest.fixture
def dead_url() -> str:
    return f"http://127.0.0.1:{free_port()}"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers at {url}")
