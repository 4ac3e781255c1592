"""Papers of a small library, an embedding that counts what it embeds, and indexes that are closed at the end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import PrivateAttr

from corpus.library import Library
from corpus.paper import Paper
from rag.retrieval.index import PassageIndex
from rag.settings import Settings
from rag.similarity import SentenceVectors
from rag.testing import TinyEmbedding
from rag.text import Idf


class CountingEmbedding(TinyEmbedding):
    """Counts the texts and the queries that it is given."""

    _texts: list[str] = PrivateAttr(default_factory=list)
    _queries: list[str] = PrivateAttr(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return self._texts

    @property
    def calls(self) -> int:
        return len(self._texts) + len(self._queries)

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
def idf(library) -> Idf:
    return Idf(library)


@pytest.fixture
def vectors() -> SentenceVectors:
    return SentenceVectors(TinyEmbedding())


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
def many(tmp_path) -> Iterator[Library]:
    """A library of more passages than Chroma holds back before it writes its vectors to files."""
    with Library.create(tmp_path / "many.sqlite") as library:
        library.add(
            Paper(f"p{n}", f"Title number{n}", f"Abstract number{n} says little.") for n in range(1_100)
        )
        yield library


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, llm="none")
