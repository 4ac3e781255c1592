"""The hybrid retriever: papers by the meaning of their passages and by their words, scores added."""

from typing import TYPE_CHECKING

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from rag.similarity import Coverage
from rag.text import Idf
from rag.values import Hit

if TYPE_CHECKING:
    from corpus.library import Library
    from rag.retrieval.index import PassageIndex

WEIGHT_OF_WORDS = 0.6
DEPTH = 50
"""How far down each ranking is read before the two are joined."""


class HybridRetriever(BaseRetriever):
    """Papers by cosine, plus the weighted share of the query's words that they hold.

    A convex combination of scores keeps what a fusion of ranks throws away: how much better the first is
    than the second (Bruch, Gai, Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023).

    Args:
        library: searched by words (BM25, SQLite FTS5).
        index: searched by meaning (cosine, Chroma).
        idf: how telling a word is in the library.
        limit: how many papers `retrieve` returns.
    """

    def __init__(self, library: "Library", index: "PassageIndex", idf: Idf, *, limit: int = 10) -> None:
        super().__init__()
        self._library = library
        self._index = index
        self._idf = idf
        self._limit = limit

    def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        """The papers that match a query best, best first, at most `limit`.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed.
        """
        if limit < 1:
            return ()
        depth = max(DEPTH, limit)
        cosines = {match.paper_id: match.score for match in self._index.search(query, depth)}
        lexical = [match.paper_id for match in self._library.search(query, depth)]
        papers = self._library.get_many(list(dict.fromkeys([*cosines, *lexical])))
        least = min(cosines.values(), default=0.0)
        words = Coverage(query, self._idf)
        hits = [
            Hit(
                paper,
                cosines.get(paper.id, least) + WEIGHT_OF_WORDS * words.of(paper.title, paper.abstract),
            )
            for paper in papers.values()
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])

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
