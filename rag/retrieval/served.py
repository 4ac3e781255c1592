"""The retriever of a distributed Chroma, which joins meaning and words itself, in one search."""

from typing import TYPE_CHECKING

from rag.retrieval.hybrid import papers_holding
from rag.values import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.library import Library
    from corpus.paper import Paper
    from rag.retrieval.index import PassageIndex, Vector


class ServedRetriever:
    """Papers as a distributed Chroma ranks their passages.

    Nothing is searched on this machine but for papers of a name.

    Args:
        library: holds the papers.
        index: their passages, with their words, in a distributed Chroma.
    """

    def __init__(self, library: "Library", index: "PassageIndex") -> None:
        self._library = library
        self._index = index

    def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        """The papers that match a query best, best first; scores are of a fusion of ranks.

        Raises:
            IndexUnavailableError: Chroma cannot be reached, or does not search by words.
            ModelError: the embedding model failed.
        """
        if limit < 1:
            return ()
        vector = self._index.vector(query)
        found = self._index.nearest_by_both(query, vector, limit)
        scores = {match.paper_id: match.score for match in found}
        papers = self._library.get_many(scores)
        cosines = self._cosines(vector, papers.values())
        return tuple(Hit(paper, scores[id_], cosines[id_]) for id_, paper in papers.items())

    def holding(self, words: str, limit: int) -> "tuple[Paper, ...]":
        """The papers that hold some words, by those alone, best first."""
        return papers_holding(self._library, words, limit)

    def _cosines(self, vector: "Vector", papers: "Iterable[Paper]") -> dict[str, float]:
        """For each paper the cosine of its nearest passage."""
        owners, vectors = self._index.passages(papers)
        nearest: dict[str, float] = {}
        products = vectors @ vector if owners else ()
        for owner, cosine in zip(owners, map(float, products), strict=True):
            nearest[owner] = max(cosine, nearest.get(owner, cosine))
        return nearest
