"""The index: a library's passages in Chroma, kept in step with the library.

The library is the record; the index is derived from it and can be thrown away. It carries a stamp
(embedding model, generation and papers of the library). Where the stamp differs, the identifiers in
Chroma are compared with those of the library's passages and only the difference is written, with
vectors that the library remembers. An index that is damaged, or was left in the middle of a write, is
thrown away and built anew.
"""

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rag.errors import IndexUnavailableError
from rag.models.vectors import query_vector, unit
from rag.progress import Report, unreported
from rag.retrieval.difference import write_difference
from rag.retrieval.folder import alone
from rag.retrieval.passages import paper_of, passages_of
from rag.retrieval.remembered import RememberedVectors
from rag.retrieval.stores import EmbeddedStore, ServerStore, Store

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from corpus.library import Library
    from corpus.paper import Paper
    from rag.retrieval.chroma import ChromaServer
    from rag.retrieval.vectors import ChromaPassages
    from rag.retrieval.worded import WordedPassages

Vector = NDArray[np.float64]

PASSAGES_PER_PAPER = 3
"""How many passages are looked at for each paper that is wanted: some papers are found by several."""
MOST_PASSAGES = 3_000
LAYOUT = 2
"""Rises when passages are named or kept in another way: an index of another layout is written anew."""


@dataclass(frozen=True)
class DenseMatch:
    """A paper by its nearest passage: cosine similarity, from -1 to 1."""

    paper_id: str
    score: float


class PassageIndex:
    """The passages of one library under one embedding model. Its methods may be called from any thread.

    Args:
        library: the record.
        embedding: the model that embeds passages and queries.
        folder: where the embedded Chroma keeps its files; the lock of the index is beside it.
        server: a Chroma server to use instead.
    """

    def __init__(
        self,
        library: "Library",
        embedding: "BaseEmbedding",
        *,
        folder: Path,
        server: "ChromaServer | None" = None,
    ) -> None:
        self._library = library
        self._embedding = embedding
        self._vectors = RememberedVectors(library, embedding)
        self._folder = folder
        self._store: Store = ServerStore(server) if server else EmbeddedStore(folder)
        self._lock = threading.RLock()
        self._opened: _Opened | None = None

    def refresh(self, report: Report = unreported) -> None:
        """Bring the index in step with the library. Cheap when it is already.

        Raises:
            IndexUnavailableError: Chroma cannot be opened, or another process holds it too long.
            ModelError: the embedding model failed.
        """
        with self._lock:
            self._in_step(report)

    def search(self, query: str, limit: int) -> list[DenseMatch]:
        """The papers nearest to a query, best first; none for a limit below 1.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed.
        """
        return self.nearest(self.vector(query), limit) if limit > 0 else []

    def vector(self, query: str) -> Vector:
        """The vector of a query, of length one.

        Raises:
            ModelError: the embedding model failed.
        """
        return unit(query_vector(self._embedding, query), np.float64)

    def vector_of(self, paper: "Paper") -> Vector:
        """The mean of a paper's passages, of length one.

        Raises:
            ModelError: the embedding model failed.
        """
        return unit(np.mean(self._vectors.of(passages_of(paper)), axis=0), np.float64)

    def passages(self, papers: "Iterable[Paper]") -> "tuple[list[str], Vector]":
        """The passages of some papers: the id of each one's paper, and a matrix of their vectors.

        Raises:
            ModelError: the embedding model failed.
        """
        passages = [passage for paper in papers for passage in passages_of(paper)]
        return [passage.paper_id for passage in passages], self._vectors.of(passages).astype(np.float64)

    def nearest(self, vector: Vector, limit: int) -> list[DenseMatch]:
        """The papers nearest to a vector of the model's, best first; none for a limit below 1.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed.
        """
        if limit < 1:
            return []
        count = min(limit * PASSAGES_PER_PAPER, MOST_PASSAGES)
        found = self._found(vector, lambda passages: passages.nearest(vector, count))
        return list(islice(_best_of_each_paper(found), limit))

    def nearest_by_both(self, query: str, vector: Vector, limit: int) -> list[DenseMatch]:
        """The papers that match a query best by meaning and by words, as a distributed Chroma ranks them.

        Args:
            query: its words.
            vector: its vector.
            limit: how many papers at most.

        Returns:
            The papers, best first; none for a limit below 1. Scores are of a fusion of ranks.

        Raises:
            IndexUnavailableError: Chroma cannot be reached, or does not search by words.
            ModelError: the embedding model failed.
        """
        if limit < 1:
            return []
        count = limit * PASSAGES_PER_PAPER
        found = self._found(vector, lambda passages: _worded(passages).nearest_by_both(query, vector, count))
        return list(islice(_best_of_each_paper(found), limit))

    def rebuild(self, report: Report = unreported) -> None:
        """Throw the index away and build it anew from the library and the vectors that it remembers.

        Raises:
            IndexUnavailableError: Chroma cannot be opened, or another process holds it too long.
            ModelError: the embedding model failed.
        """
        with self._lock, alone(self._folder):
            self._written(self._store.renew(self._name), report)

    def close(self) -> None:
        """Let go of Chroma. A search opens it again."""
        with self._lock:
            self._opened = None
            self._store.close()

    @property
    def _name(self) -> str:
        model = hashlib.sha256(self._embedding.model_name.encode()).hexdigest()[:8]
        library = hashlib.sha256(self._library.name.encode()).hexdigest()[:16]
        return f"footnote-{library}-{model}"

    def _found(
        self, vector: Vector, look: "Callable[[ChromaPassages], list[tuple[str, float]]]"
    ) -> list[tuple[str, float]]:
        """What a look for a vector finds in the passages, brought in step before."""
        with self._lock:
            self._vectors.dimension = len(vector)
            passages = self._in_step(unreported)
        try:
            return look(passages)
        except IndexUnavailableError:
            return look(self._opened_anew())

    def _opened_anew(self) -> "ChromaPassages":
        """The passages after Chroma was opened anew: another thread or process may have changed it."""
        with self._lock:
            self._opened = None
            return self._in_step(unreported)

    def _in_step(self, report: Report) -> "ChromaPassages":
        """The passages, open, of the library's generation and the model's dimension."""
        opened = self._opened
        if opened and opened.generation == self._library.generation and self._fits(opened.dimension):
            return opened.passages
        with alone(self._folder):
            return self._brought_in_step(self._store.open(self._name), report)

    def _brought_in_step(self, passages: "ChromaPassages", report: Report) -> "ChromaPassages":
        generation, dimension = self._library.generation, passages.dimension()
        if not self._fits(dimension):
            return self._written(self._store.renew(self._name), report)
        if passages.stamp != self._stamp(generation):
            return self._written(passages, report)
        self._opened = _Opened(passages, generation, dimension)
        return passages

    def _written(self, passages: "ChromaPassages", report: Report) -> "ChromaPassages":
        """The passages after the difference was written; to a new index where Chroma would not take it."""
        try:
            self._write(passages, report)
        except IndexUnavailableError:
            passages = self._store.renew(self._name)
            self._write(passages, report)
        return passages

    def _write(self, passages: "ChromaPassages", report: Report) -> None:
        self._opened = None
        generation = self._library.generation
        stamp = self._stamp(generation)
        self._store.writing()
        write_difference(self._library, passages, self._vectors, report)
        passages.put_stamp(stamp)
        self._store.written()
        self._opened = _Opened(passages, generation, passages.dimension())

    def _fits(self, dimension: int) -> bool:
        """Whether vectors of a length can be searched with the model's, as far as that is known."""
        return not dimension or self._vectors.dimension in {0, dimension}

    def _stamp(self, generation: int) -> dict[str, str | int]:
        """What an index in step is marked with. Another library of the same name has other papers."""
        papers = hashlib.sha256("\n".join(self._library.ids()).encode()).hexdigest()
        return {
            "embedding": self._embedding.model_name,
            "generation": generation,
            "papers": papers,
            "layout": LAYOUT,
        }


def _worded(passages: "ChromaPassages") -> "WordedPassages":
    from rag.retrieval.worded import WordedPassages

    if isinstance(passages, WordedPassages):
        return passages
    raise IndexUnavailableError(
        "The passages in Chroma are without their words.",
        remedy="Set FOOTNOTE_CHROMA_HYBRID, and a distributed Chroma's address.",
    )


@dataclass(frozen=True)
class _Opened:
    """Passages that were in step with a generation of the library; a dimension of 0 is of an empty index."""

    passages: "ChromaPassages"
    generation: int
    dimension: int


def _best_of_each_paper(found: Iterable[tuple[str, float]]) -> Iterator[DenseMatch]:
    """Each paper by the first, which is the nearest, of its passages."""
    seen: set[str] = set()
    for passage_id, score in found:
        paper_id = paper_of(passage_id)
        if paper_id not in seen:
            seen.add(paper_id)
            yield DenseMatch(paper_id, score)
