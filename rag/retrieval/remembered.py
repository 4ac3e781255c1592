"""Vectors of passages: from the library where it remembers them, else embedded and remembered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rag.models.vectors import text_vectors
from rag.retrieval.passages import Passage

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from corpus.library import Library

_FLOAT32 = np.dtype("<f4")

Vectors = NDArray[np.float32]


class RememberedVectors:
    """The vectors of passages under one embedding model; no text is embedded twice.

    Args:
        library: remembers vectors by the hash of their text.
        embedding: makes those that it does not know.

    Attributes:
        dimension: how many numbers the model's vectors are known to have; 0 until it has made one.
            Vectors of another length were made by another model of the same name, and are made again.
    """

    def __init__(self, library: "Library", embedding: "BaseEmbedding") -> None:
        self._library = library
        self._embedding = embedding
        self.dimension = 0

    def of(self, passages: Sequence[Passage]) -> Vectors:
        """The vectors of some passages, in their order, shape [passages, dimension].

        Raises:
            ModelError: the embedding model failed.
            LibraryError: the library cannot be read or written.
        """
        texts = {passage.text_hash: passage.text for passage in passages}
        known = self._known(list(texts))
        known |= self._made({text_hash: text for text_hash, text in texts.items() if text_hash not in known})
        joined = b"".join(known[passage.text_hash] for passage in passages)
        return np.frombuffer(joined, _FLOAT32).reshape(len(passages), -1 if passages else 0)

    def _known(self, hashes: Sequence[str]) -> dict[str, bytes]:
        found = self._library.vectors(self._embedding.model_name, hashes)
        fitting = {self.dimension * _FLOAT32.itemsize} if self.dimension else set(map(len, found.values()))
        return {text_hash: vector for text_hash, vector in found.items() if len(vector) in fitting}

    def _made(self, texts: dict[str, str]) -> dict[str, bytes]:
        if not texts:
            return {}
        vectors = text_vectors(self._embedding, list(texts.values()))
        self.dimension = len(vectors[0])
        made = {
            text_hash: np.asarray(vector, _FLOAT32).tobytes()
            for text_hash, vector in zip(texts, vectors, strict=True)
        }
        self._library.store_vectors(self._embedding.model_name, made)
        return made
