"""Texts → vectors, by whatever embedding model there is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from corpus.errors import FootnoteError

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding, Embedding

Real = TypeVar("Real", np.float32, np.float64)


def text_vectors(embedding: "BaseEmbedding", texts: Sequence[str]) -> "list[Embedding]":
    """The vectors of texts to be found, in their order.

    Raises:
        ModelError: the model failed, in whichever way.
    """
    with _translated(embedding):
        return embedding.get_text_embedding_batch(list(texts))


def query_vector(embedding: "BaseEmbedding", query: str) -> "Embedding":
    """The vector of a text to find others by.

    Raises:
        ModelError: the model failed, in whichever way.
    """
    with _translated(embedding):
        return embedding.get_query_embedding(query)


def unit(vector: ArrayLike, kind: type[Real]) -> NDArray[Real]:
    """A vector made one long; one without length stays as it is."""
    array = np.asarray(vector, kind)
    return (array / max(float(np.linalg.norm(array)), 1e-9)).astype(kind, copy=False)


@contextmanager
def _translated(embedding: "BaseEmbedding") -> Iterator[None]:
    """What is raised as a `ModelError`; what it takes to tell is imported only then."""
    try:
        yield
    except FootnoteError:
        raise
    except Exception as error:
        from rag.models.failures import EMBEDDING, model_error

        raise model_error(error, embedding.model_name, EMBEDDING) from error
