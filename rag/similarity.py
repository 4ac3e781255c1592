"""How alike two sentences are: cosine of their embeddings and weighted overlap of their words."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rag.text import Idf, stem_set

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

Vectors = NDArray[np.float32]

SENTENCES_KEPT = 20_000


class SentenceVectors:
    """Unit vectors of sentences; those seen lately are kept in memory."""

    def __init__(self, embedding: "BaseEmbedding", *, keep: int = SENTENCES_KEPT) -> None:
        self._embedding = embedding
        self._keep = keep
        self._seen: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def of(self, sentences: Sequence[str]) -> Vectors:
        """The vectors of some sentences, shape [sentences, dimension].

        Raises:
            ModelError: the embedding model failed.
        """
        with self._lock:
            found = {sentence: self._seen[sentence] for sentence in sentences if sentence in self._seen}
        unknown = list({sentence: None for sentence in sentences if sentence not in found})
        fresh = dict(zip(unknown, map(_unit, self._embed(unknown)), strict=True))
        found |= fresh
        self._remember(fresh)
        return (
            np.stack([found[sentence] for sentence in sentences])
            if sentences
            else np.zeros((0, 1), np.float32)
        )

    def _embed(self, sentences: list[str]) -> list[list[float]]:
        return self._embedding.get_text_embedding_batch(sentences) if sentences else []

    def _remember(self, fresh: dict[str, Vectors]) -> None:
        with self._lock:
            self._seen.update(fresh)
            while len(self._seen) > self._keep:
                self._seen.popitem(last=False)


def _unit(vector: Sequence[float]) -> Vectors:
    array = np.asarray(vector, dtype=np.float32)
    return array / max(float(np.linalg.norm(array)), 1e-9)


class Coverage:
    """How much of a text's words others hold, weighted by how telling the words are.

    Args:
        wanted: the text whose words are sought.
        idf: how telling a word is in the library.
    """

    def __init__(self, wanted: str, idf: Idf) -> None:
        self._weights = idf.weights(stem_set(wanted))
        self.total = sum(self._weights.values())

    def of(self, *offered: str) -> float:
        """The weighted share of the wanted words that the offered texts hold together, from 0 to 1."""
        held = frozenset[str]().union(*map(stem_set, offered))
        return (
            sum(self._weights[term] for term in held & self._weights.keys()) / self.total
            if self.total
            else 0.0
        )
