"""The hybrid retriever: papers by the meaning of their passages and by their words, scores added."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from rag.values import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.library import Library
    from corpus.paper import Paper
    from rag.retrieval.index import PassageIndex, Vector
    from rag.retrieval.joined import JoinedIndex, JoinedLibrary
    from rag.retrieval.narrowed import NarrowedIndex, NarrowedLibrary

WEIGHT_OF_WORDS = 0.8
FEEDBACK_PAPERS = 2
WEIGHT_OF_FEEDBACK = 0.4
"""What likeness to the best papers counts in the second search, against likeness to the query."""
DEPTH = 100
"""How far down each ranking is read before the two are joined."""


class HybridRetriever(BaseRetriever):
    """Papers by cosine, plus BM25 as a share of the highest score that the query allows.

    A convex combination of scores keeps what a fusion of ranks throws away: how much better the first is
    than the second. A bound that depends on the query alone leaves the scores of two queries comparable
    (Bruch, Gai, Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023).

    The two are looked for at once: the embedding model leaves the other threads to go on.
    What was found steers a second search: the query's vector moves towards those of the best papers
    (Rocchio 1971; for dense vectors Li et al., "Pseudo Relevance Feedback with Deep Language Models and
    Dense Retrievers", TOIS 2023).

    Args:
        library: searched by words (BM25, SQLite FTS5).
        index: searched by meaning (cosine, Chroma).
        limit: how many papers `retrieve` returns.
    """

    def __init__(
        self,
        library: "Library | JoinedLibrary | NarrowedLibrary",
        index: "PassageIndex | JoinedIndex | NarrowedIndex",
        *,
        limit: int = 10,
    ) -> None:
        super().__init__()
        self._library = library
        self._index = index
        self._limit = limit

    def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        """The papers that match a query best, best first, at most `limit`; scores from about 0 to 1.6.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed.
        """
        if limit < 1:
            return ()
        depth = max(DEPTH, limit)
        with ThreadPoolExecutor(1, thread_name_prefix="vectors") as beside:
            meaning = beside.submit(self._by_meaning, query, depth)
            words = {match.paper_id: match.share for match in self._library.search(query, depth)}
        vector, near = meaning.result()
        moved = self._moved(vector, _joined(near, words))
        scores = _joined(self._near(moved, depth), words)
        papers = self._library.get_many(list(scores)[:limit]).values()
        return tuple(Hit(paper, scores[paper.id], near.get(paper.id)) for paper in papers)

    def holding(self, words: str, limit: int) -> "tuple[Paper, ...]":
        """The papers that hold some words, by those alone, best first."""
        return papers_holding(self._library, words, limit)

    def _by_meaning(self, query: str, depth: int) -> "tuple[Vector, dict[str, float]]":
        vector = self._index.vector(query)
        return vector, self._near(vector, depth)

    def _near(self, vector: "Vector", depth: int) -> dict[str, float]:
        """The papers that are near to a vector, with the dot products."""
        length = float(np.linalg.norm(vector))
        return {match.paper_id: length * match.score for match in self._index.nearest(vector, depth)}

    def _moved(self, vector: "Vector", found: "Iterable[str]") -> "Vector":
        """The query's vector after it moved towards the first papers found.

        A dot product with it is the weighted mean of the likenesses to the query and to those papers.
        """
        papers = self._library.get_many(list(found)[:FEEDBACK_PAPERS]).values()
        if not papers:
            return vector
        towards = np.mean([self._index.vector_of(paper) for paper in papers], axis=0)
        moved: Vector = (vector + WEIGHT_OF_FEEDBACK * towards) / (1 + WEIGHT_OF_FEEDBACK)
        return moved

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [
            NodeWithScore(
                node=TextNode(
                    id_=hit.paper.id,
                    text=f"{hit.paper.title}\n{hit.paper.abstract}",
                    metadata={"paper_id": hit.paper.id},
                ),
                score=hit.score,
            )
            for hit in self.search(query_bundle.query_str, self._limit)
        ]


def papers_holding(
    library: "Library | JoinedLibrary | NarrowedLibrary", words: str, limit: int
) -> "tuple[Paper, ...]":
    """The papers of a library that hold some words, best first."""
    found = [match.paper_id for match in library.search(words, limit)]
    return tuple(library.get_many(found).values())


def _joined(near: Mapping[str, float], words: Mapping[str, float]) -> dict[str, float]:
    """The papers that are near or share words with the query, best first."""
    least = min(near.values(), default=0.0)
    scores = {
        paper_id: near.get(paper_id, least) + WEIGHT_OF_WORDS * words.get(paper_id, 0.0)
        for paper_id in near.keys() | words.keys()
    }
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
