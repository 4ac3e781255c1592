"""Passages in a distributed Chroma, which finds them by meaning and by words in one search of its own.

A passage carries a sparse vector of its words beside the dense one of its meaning, and the service joins the
two rankings. Chroma in one process, and its server for one machine, refuse such vectors.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.errors import IndexUnavailableError
from rag.retrieval.chroma import translated
from rag.retrieval.passages import Passage
from rag.retrieval.remembered import Vectors
from rag.retrieval.vectors import ChromaPassages, place_of

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Metadata
    from chromadb.base_types import SparseVector
    from chromadb.execution.expression.operator import Rank

    from rag.retrieval.index import Vector

WORDS = "words"
"""The field of a record that holds the sparse vector."""
WORDS_OF_A_PASSAGE = 100
"""How many words that tell something a passage has on average, from which BM25 tells long from short."""
DEPTH = 300
"""How far down each ranking is read before the two are joined; what one of them lacks counts as that far."""
SMOOTHING = 10
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)."""


def worded_collection(client: "Client", name: str, where: str) -> "Collection":
    """The collection of that name, made if it is not there, whose records are searched by words too.

    Args:
        client: of a distributed Chroma.
        name: of the collection.
        where: the address of Chroma, to be named in errors.

    Raises:
        IndexUnavailableError: this Chroma does not search by words, or it failed.
    """
    from chromadb import Schema, SparseVectorIndexConfig, VectorIndexConfig
    from chromadb.errors import InvalidArgumentError

    schema = Schema()
    schema.create_index(VectorIndexConfig(space="cosine", embedding_function=None))
    schema.create_index(SparseVectorIndexConfig(bm25=True), WORDS)
    with translated(where):
        try:
            return client.get_or_create_collection(name, schema=schema, embedding_function=None)
        except InvalidArgumentError as error:
            raise IndexUnavailableError(
                f"The Chroma at {where} does not search by words ({error}).",
                kept="The papers are safe in the library; the index is only derived from them.",
                remedy="Unset FOOTNOTE_CHROMA_HYBRID: a distributed Chroma is needed for it.",
            ) from error


class WordedPassages(ChromaPassages):
    """Passages in one collection that `worded_collection` has made.

    Args:
        collection: that one.
        where: the address of Chroma, to be named in errors.
    """

    def __init__(self, collection: "Collection", where: str) -> None:
        super().__init__(collection, where)

    def put(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Put in passages that are not there yet, with their words."""
        words = _words_of([passage.text for passage in passages])
        places = [
            _with_words(place_of(passage), of_one) for passage, of_one in zip(passages, words, strict=True)
        ]
        self._in_batches(self._collection.add, [passage.id for passage in passages], vectors, places)

    def nearest_by_both(self, query: str, vector: "Vector", count: int) -> list[tuple[str, float]]:
        """The passages that match a query best by meaning and by words, as Chroma ranks them.

        Args:
            query: its words.
            vector: its vector, shape [dimension].
            count: how many passages at most, from 1.

        Returns:
            The identifier of each passage, and its score by reciprocal rank fusion; a higher one is better.
        """
        from chromadb import K, Knn, Rrf, Search

        (words,) = _words_of([query])
        rankings: list[Rank] = [Knn(query=vector.tolist(), limit=DEPTH, default=DEPTH, return_rank=True)]
        if words.indices:
            rankings.append(Knn(query=words, key=WORDS, limit=DEPTH, default=DEPTH, return_rank=True))
        search = Search().rank(Rrf(rankings, k=SMOOTHING)).limit(count).select(K.SCORE)
        with translated(self._where):
            (found,) = self._collection.search(search).rows()
        return [(row["id"], -row["score"]) for row in found]


def _words_of(texts: Sequence[str]) -> "list[SparseVector]":
    """The weights of the words of texts by BM25, but for how rare each is, which Chroma knows."""
    from chromadb.utils.embedding_functions import ChromaBm25EmbeddingFunction

    return ChromaBm25EmbeddingFunction(avg_doc_length=WORDS_OF_A_PASSAGE)(list(texts))


def _with_words(place: "Metadata", words: "SparseVector") -> "Metadata":
    return {**place, WORDS: words} if words.indices else place
