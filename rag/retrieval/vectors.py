"""Passage vectors in Chroma, behind LlamaIndex's vector-store interface."""

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from llama_index.core.schema import BaseNode, TextNode
from llama_index.core.vector_stores.types import (
    BasePydanticVectorStore,
    MetadataFilters,
    VectorStoreQuery,
    VectorStoreQueryResult,
)
from pydantic import PrivateAttr

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

BATCH = 5_000
"""Chroma refuses more than 5,461 records at once."""


class ChromaPassages(BasePydanticVectorStore):
    """Passages in one Chroma collection: their vectors and where they stand, not their text.

    LlamaIndex's own Chroma store adds where this one upserts, sends batches that Chroma refuses, and
    keeps every text twice. The text of a passage is in the library, which is the record.
    """

    stores_text: bool = True
    is_embedding_query: bool = True
    _collection: Any = PrivateAttr()

    def __init__(self, collection: "Collection") -> None:
        super().__init__(stores_text=True)
        self._collection = collection

    @property
    def client(self) -> "Collection":
        """The Chroma collection."""
        collection: Collection = self._collection
        return collection

    def ids(self) -> set[str]:
        """The identifiers of every passage in the collection."""
        return set(self._collection.get(include=[])["ids"])

    def add(self, nodes: Sequence[BaseNode], **_: Any) -> list[str]:
        """Put passages in; one whose identifier is there already is replaced."""
        remaining = iter(nodes)
        while batch := list(islice(remaining, BATCH)):
            self._collection.upsert(
                ids=[node.node_id for node in batch],
                embeddings=[node.get_embedding() for node in batch],
                metadatas=[node.metadata for node in batch],
            )
        return [node.node_id for node in nodes]

    def delete(self, ref_doc_id: str, **_: Any) -> None:
        """Take out every passage of one paper."""
        self._collection.delete(where={"paper_id": ref_doc_id})

    def delete_nodes(
        self, node_ids: list[str] | None = None, filters: MetadataFilters | None = None, **_: Any
    ) -> None:
        """Take out passages by identifier. Filters are not supported."""
        if filters is not None:
            raise NotImplementedError
        remaining = iter(node_ids or [])
        while batch := list(islice(remaining, BATCH)):
            self._collection.delete(ids=batch)

    def query(self, query: VectorStoreQuery, **_: Any) -> VectorStoreQueryResult:
        """The passages nearest to a vector, with their cosine similarities."""
        if query.query_embedding is None:
            return VectorStoreQueryResult(nodes=[], similarities=[], ids=[])
        found = self._collection.query(
            query_embeddings=[query.query_embedding],
            n_results=query.similarity_top_k,
            include=["metadatas", "distances"],
        )
        ids = found["ids"][0]
        nodes = [
            TextNode(id_=id_, metadata=dict(metadata))
            for id_, metadata in zip(ids, found["metadatas"][0], strict=True)
        ]
        similarities = [1.0 - distance for distance in found["distances"][0]]
        return VectorStoreQueryResult(nodes=nodes, similarities=similarities, ids=ids)
