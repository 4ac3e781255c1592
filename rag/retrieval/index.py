"""The index: a library's passages in Chroma, kept in step with the library.

The library is the record; the index is derived from it and can be thrown away. It carries a stamp
(embedding model, dimension, generation of the library). Where the stamp differs, the identifiers in
Chroma are compared with those of the library's passages and only the difference is written, with
vectors from the library's cache where they are known. A store that was left in the middle of a write,
or that does not answer, is removed and built anew.
"""

import hashlib
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock, Timeout
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery

from corpus.library import Library
from rag.errors import IndexUnavailableError
from rag.progress import Progress, Report, unreported
from rag.retrieval.chroma import collection, embedded_client, server_client, translated
from rag.retrieval.passages import Passage, passages_of
from rag.retrieval.vectors import ChromaPassages

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from llama_index.core.base.embeddings.base import BaseEmbedding

EMBEDDING_BATCH = 512
SECONDS_TO_WAIT = 600


@dataclass(frozen=True)
class DenseMatch:
    """A paper by its nearest passage: cosine similarity, from -1 to 1."""

    paper_id: str
    score: float


class PassageIndex:
    """The passages of one library under one embedding model.

    Args:
        library: the record.
        embedding: the model that embeds passages and queries.
        folder: where the embedded Chroma keeps its files.
        chroma_url: a Chroma server to use instead.
    """

    def __init__(
        self, library: Library, embedding: "BaseEmbedding", *, folder: Path, chroma_url: str | None = None
    ) -> None:
        self._library = library
        self._embedding = embedding
        self._folder = folder
        self._url = chroma_url
        self._lock = threading.RLock()
        self._client: Client | None = None
        self._passages: ChromaPassages | None = None
        self._generation = -1

    def refresh(self, report: Report = unreported) -> None:
        """Bring the index in step with the library. Cheap when it is already.

        Raises:
            IndexUnavailableError: Chroma cannot be opened, or another process holds it too long.
        """
        with self._lock:
            if self._passages is not None and self._generation == self._library.generation:
                return
            with self._written_by_us_alone(), translated(self._where):
                self._reopen()
                self._bring_in_step(report)

    def search(self, query: str, limit: int) -> list[DenseMatch]:
        """The papers nearest to a query, best first.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed.
        """
        self.refresh()
        vector = self._embedding.get_query_embedding(query)
        with translated(self._where):
            found = self.passages.query(
                VectorStoreQuery(query_embedding=vector, similarity_top_k=min(limit * 3, 3_000))
            )
        best: dict[str, float] = {}
        for node, score in zip(found.nodes or [], found.similarities or [], strict=True):
            best.setdefault(node.metadata["paper_id"], score)
        return [DenseMatch(paper_id, score) for paper_id, score in islice(best.items(), limit)]

    def rebuild(self, report: Report = unreported) -> None:
        """Throw the index away and build it anew from the library and its cached vectors."""
        with self._lock, self._written_by_us_alone(), translated(self._where):
            self._discard()
            self._reopen()
            self._bring_in_step(report)

    @property
    def passages(self) -> ChromaPassages:
        """The vector store, open."""
        if self._passages is None:
            self.refresh()
        if self._passages is None:
            raise IndexUnavailableError(f"Chroma cannot be opened at {self._where}.")
        return self._passages

    def close(self) -> None:
        """Let go of Chroma."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = self._passages = None

    @property
    def _where(self) -> str:
        return self._url or str(self._folder)

    @property
    def _unfinished(self) -> Path:
        return self._folder.with_name(self._folder.name + ".unfinished")

    @property
    def _name(self) -> str:
        model = hashlib.sha256(self._embedding.model_name.encode()).hexdigest()[:8]
        library = hashlib.sha256(self._library.name.encode()).hexdigest()[:16]
        return f"footnote-{library}-{model}"

    @contextmanager
    def _written_by_us_alone(self) -> Iterator[None]:
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder.with_name(self._folder.name + ".lock"), timeout=SECONDS_TO_WAIT)
        try:
            with lock:
                yield
        except Timeout as error:
            raise IndexUnavailableError(
                f"Another process has been writing to the index at {self._where} for ten minutes.",
                remedy="Wait for it, or end it; then ask again.",
            ) from error

    def _reopen(self) -> None:
        if self._url:
            self._client = self._client or server_client(self._url)
            self._passages = ChromaPassages(collection(self._client, self._name))
            return
        if self._unfinished.exists():
            self._discard()
        try:
            self._open_embedded()
        except Exception:  # noqa: BLE001 - whatever Chroma says of a damaged folder, it is derived: build it anew
            self._discard()
            self._open_embedded()

    def _open_embedded(self) -> None:
        self.close()
        self._client = embedded_client(self._folder)
        self._passages = ChromaPassages(collection(self._client, self._name))
        self._passages.query(VectorStoreQuery(query_embedding=self._zero(), similarity_top_k=1))

    def _zero(self) -> list[float]:
        return [0.0] * len(self._embedding.get_query_embedding("?"))

    def _discard(self) -> None:
        self.close()
        if self._url:
            client = server_client(self._url)
            if self._name in {found.name for found in client.list_collections()}:
                client.delete_collection(self._name)
            return
        shutil.rmtree(self._folder, ignore_errors=True)
        self._unfinished.unlink(missing_ok=True)

    def _bring_in_step(self, report: Report) -> None:
        generation = self._library.generation
        if self._stamp().get("generation") != generation:
            self._write_difference(report)
            self._put_stamp(generation)
        self._generation = generation

    def _stamp(self) -> dict[str, Any]:
        stamp = dict(self.passages.client.metadata or {})
        return stamp if stamp.get("embedding") == self._embedding.model_name else {}

    def _put_stamp(self, generation: int) -> None:
        self.passages.client.modify(
            metadata={"embedding": self._embedding.model_name, "generation": generation}
        )

    def _write_difference(self, report: Report) -> None:
        present = self.passages.ids()
        wanted = {passage.id for passage in self._library_passages()}
        missing = len(wanted - present)
        if not self._url:
            self._unfinished.touch()
        fresh = (passage for passage in self._library_passages() if passage.id not in present)
        self._put_in(fresh, missing, report)
        self.passages.delete_nodes(list(present - wanted))
        self._unfinished.unlink(missing_ok=True)

    def _library_passages(self) -> Iterator[Passage]:
        return (passage for paper in self._library.papers() for passage in passages_of(paper))

    def _put_in(self, passages: Iterable[Passage], total: int, report: Report) -> None:
        remaining = iter(passages)
        done = 0
        while batch := list(islice(remaining, EMBEDDING_BATCH)):
            self.passages.add(_nodes(batch, self._vectors(batch)))
            done += len(batch)
            report(Progress("Indexing", done, total, "passages"))

    def _vectors(self, batch: Sequence[Passage]) -> list[list[float]]:
        model = self._embedding.model_name
        hashes = [passage.text_hash for passage in batch]
        known = self._library.vectors(model, hashes)
        unknown = {passage.text_hash: passage.text for passage in batch if passage.text_hash not in known}
        embedded = self._embedding.get_text_embedding_batch(list(unknown.values()))
        fresh = {
            text_hash: np.asarray(vector, dtype=np.float32).tobytes()
            for text_hash, vector in zip(unknown, embedded, strict=True)
        }
        self._library.store_vectors(model, fresh)
        known |= fresh
        return [np.frombuffer(known[text_hash], dtype=np.float32).tolist() for text_hash in hashes]


def _nodes(passages: Sequence[Passage], vectors: Sequence[Sequence[float]]) -> list[TextNode]:
    return [
        TextNode(
            id_=passage.id,
            embedding=list(vector),
            metadata={"paper_id": passage.paper_id, "start": passage.start, "end": passage.end},
        )
        for passage, vector in zip(passages, vectors, strict=True)
    ]
