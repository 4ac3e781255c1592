"""How alike two sentences are: cosine of their embeddings and weighted overlap of their words."""

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from math import fsum
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rag.models.vectors import text_vectors, unit
from rag.text import Idf, stem_set

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

Vectors = NDArray[np.float32]

SENTENCES_KEPT = 20_000
EVERY_WORD = 0.99
"""The share from which every wanted word is held; sums of weights are not exact."""


class SentenceVectors:
    """Unit vectors of sentences; those seen lately are kept in memory. May be used from any thread.

    A sentence that one thread is embedding is not embedded by another too: that one waits for it.
    """

    def __init__(self, embedding: "BaseEmbedding", *, keep: int = SENTENCES_KEPT) -> None:
        self._embedding = embedding
        self._keep = keep
        self._seen: OrderedDict[str, Vectors] = OrderedDict()
        self._coming: dict[str, Future[dict[str, Vectors]]] = {}
        self._lock = Lock()

    def of(self, sentences: Sequence[str]) -> Vectors:
        """The vectors of some sentences, shape [sentences, dimension].

        Raises:
            ModelError: the embedding model failed.
        """
        batch: Future[dict[str, Vectors]] = Future()
        with self._lock:
            found = {sentence: self._seen[sentence] for sentence in sentences if sentence in self._seen}
            unknown = dict.fromkeys(sentence for sentence in sentences if sentence not in found)
            elsewhere = {sentence: self._coming[sentence] for sentence in unknown if sentence in self._coming}
            own = [sentence for sentence in unknown if sentence not in elsewhere]
            self._coming |= dict.fromkeys(own, batch)
        found |= self._embedded(own, batch)
        found |= {sentence: coming.result()[sentence] for sentence, coming in elsewhere.items()}
        return (
            np.stack([found[sentence] for sentence in sentences])
            if sentences
            else np.zeros((0, 1), np.float32)
        )

    def _embedded(self, sentences: list[str], batch: "Future[dict[str, Vectors]]") -> dict[str, Vectors]:
        """The vectors of sentences that no thread has begun on, also for those who wait for the batch."""
        try:
            vectors = [unit(vector, np.float32) for vector in self._embed(sentences)]
            fresh = dict(zip(sentences, vectors, strict=True))
        except BaseException as error:
            self._forget(sentences)
            batch.set_exception(error)
            raise
        self._remember(fresh)
        self._forget(sentences)
        batch.set_result(fresh)
        return fresh

    def _forget(self, sentences: list[str]) -> None:
        """Note that these are not being embedded any more."""
        with self._lock:
            for sentence in sentences:
                del self._coming[sentence]

    def _embed(self, sentences: list[str]) -> list[list[float]]:
        return text_vectors(self._embedding, sentences) if sentences else []

    def _remember(self, fresh: dict[str, Vectors]) -> None:
        with self._lock:
            self._seen.update(fresh)
            while len(self._seen) > self._keep:
                self._seen.popitem(last=False)


class Coverage:
    """How much of a text's words others hold, weighted by how telling the words are.

    Args:
        wanted: the text whose words are sought.
        idf: how telling a word is in the library.
    """

    def __init__(self, wanted: str, idf: Idf) -> None:
        self._weights = idf.weights(stem_set(wanted))
        self.total = fsum(self._weights.values())

    def of(self, *offered: str) -> float:
        """The weighted share of the wanted words that the offered texts hold together, from 0 to 1."""
        held = frozenset[str]().union(*map(stem_set, offered))
        return (
            fsum(self._weights[term] for term in held & self._weights.keys()) / self.total
            if self.total
            else 0.0
        )

    def is_held_by(self, *offered: str) -> bool:
        """Whether the offered texts hold every wanted word together; nobody holds none."""
        return self.of(*offered) >= EVERY_WORD
