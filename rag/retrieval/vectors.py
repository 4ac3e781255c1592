"""Passage vectors in Chroma, behind LlamaIndex's vector-store interface."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from llama_index.core.schema import BaseNode, TextNode
from llama_index.core.vector_stores.types import (
    BasePydanticVectorStore,
    MetadataFilters,
    VectorStoreQuery,
    VectorStoreQueryResult,
)
from pydantic import PrivateAttr

from rag.retrieval.chroma import translated
from rag.retrieval.passages import Passage
from rag.retrieval.remembered import Vectors

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Metadata, QueryResult
    from numpy.typing import NDArray

BATCH = 5_000
"""Chroma refuses more than 5,461 records at once."""


class ChromaPassages(BasePydanticVectorStore):
    """Passages in one Chroma collection: their vectors and where they stand, not their text.

    LlamaIndex's own Chroma store adds where this one upserts, sends batches that Chroma refuses, and
    keeps every text twice. The text of a passage is in the library, which is the record. Every method
    raises IndexUnavailableError when Chroma fails.

    Args:
        collection: of Chroma.
        where: the folder or address of Chroma, to be named in errors.
    """

    stores_text: bool = True
    is_embedding_query: bool = True
    _collection: Any = PrivateAttr()
    _where: str = PrivateAttr()

    def __init__(self, collection: "Collection", where: str) -> None:
        super().__init__(stores_text=True)
        self._collection = collection
        self._where = where

    @property
    def client(self) -> "Collection":
        """The Chroma collection."""
        collection: Collection = self._collection
        return collection

    @property
    def stamp(self) -> dict[str, Any]:
        """What the collection was last marked with."""
        return dict(self._collection.metadata or {})

    def put_stamp(self, stamp: Mapping[str, str | int]) -> None:
        """Mark the collection."""
        with translated(self._where):
            self._collection.modify(metadata=dict(stamp))

    def ids(self) -> set[str]:
        """The identifiers of every passage in the collection."""
        with translated(self._where):
            return set(self._collection.get(include=[])["ids"])

    def dimension(self) -> int:
        """How many numbers a vector has; 0 in an empty collection."""
        some = self._some_vector()
        return len(some) if some is not None else 0

    def probe(self) -> None:
        """Read as a search would: what is damaged fails here."""
        some = self._some_vector()
        if some is not None:
            self.query(VectorStoreQuery(query_embedding=list(map(float, some)), similarity_top_k=1))

    def put(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Put in passages that are not there yet, which takes Chroma less than to replace them.

        Args:
            passages: any number; one that is there already, by its identifier, is left as it is.
            vectors: theirs, shape [passages, dimension].
        """
        ids, places = [passage.id for passage in passages], [place_of(passage) for passage in passages]
        self._in_batches(self._collection.add, ids, vectors, places)

    def add(self, nodes: Sequence[BaseNode], **_: Any) -> list[str]:
        """The same as LlamaIndex asks for it, of nodes that carry their vectors."""
        ids = [node.node_id for node in nodes]
        vectors = np.array([node.get_embedding() for node in nodes], np.float32)
        self._in_batches(self._collection.upsert, ids, vectors, [node.metadata for node in nodes])
        return ids

    def delete(self, ref_doc_id: str, **_: Any) -> None:
        """Take out every passage of one paper."""
        with translated(self._where):
            self._collection.delete(where={"paper_id": ref_doc_id})

    def delete_nodes(
        self, node_ids: list[str] | None = None, filters: MetadataFilters | None = None, **_: Any
    ) -> None:
        """Take out passages by identifier. Filters are not supported."""
        if filters is not None:
            raise NotImplementedError
        remaining = iter(node_ids or [])
        while batch := list(islice(remaining, BATCH)):
            with translated(self._where):
                self._collection.delete(ids=batch)

    def query(self, query: VectorStoreQuery, **_: Any) -> VectorStoreQueryResult:
        """The passages nearest to a vector, nearest first, with their cosine similarities."""
        if query.query_embedding is None or query.similarity_top_k < 1:
            return VectorStoreQueryResult(nodes=[], similarities=[], ids=[])
        with translated(self._where):
            found = self._collection.query(
                query_embeddings=[query.query_embedding],
                n_results=query.similarity_top_k,
                include=["metadatas", "distances"],
            )
        return _result(found)

    def nearest(self, vector: "NDArray[np.float64]", count: int) -> list[tuple[str, float]]:
        """The same without what else is known of a passage, which takes Chroma as long as the search itself.

        Args:
            vector: a query's, shape [dimension].
            count: how many passages at most, from 1.

        Returns:
            The identifier of each passage, and its cosine similarity.
        """
        with translated(self._where):
            found = self._collection.query(
                query_embeddings=vector[None], n_results=count, include=["distances"]
            )
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        return [(id_, 1.0 - distance) for id_, distance in zip(ids, distances, strict=True)]

    def _in_batches(
        self, write: Callable[..., None], ids: list[str], vectors: Vectors, metadatas: "list[Metadata]"
    ) -> None:
        for start in range(0, len(ids), BATCH):
            batch = slice(start, start + BATCH)
            with translated(self._where):
                write(ids[batch], vectors[batch], metadatas[batch])

    def _some_vector(self) -> Sequence[float] | None:
        with translated(self._where):
            vectors = self._collection.get(limit=1, include=["embeddings"])["embeddings"]
        return vectors[0] if len(vectors) else None


def place_of(passage: Passage) -> "Metadata":
    """What a record tells of a passage beside its vector."""
    return {"paper_id": passage.paper_id, "start": passage.start, "end": passage.end}


def _result(found: "QueryResult") -> VectorStoreQueryResult:
    ids, metadatas, distances = found["ids"][0], found["metadatas"], found["distances"]
    nodes = [
        TextNode(id_=id_, metadata=dict(metadata))
        for id_, metadata in zip(ids, metadatas[0] if metadatas else [], strict=True)
    ]
    similarities = [1.0 - distance for distance in (distances[0] if distances else [])]
    return VectorStoreQueryResult(nodes=nodes, similarities=similarities, ids=ids)
