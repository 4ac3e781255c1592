"""Searching some of a library's papers: those that filters let through.

Chroma is not asked to filter, which takes it longer than all the rest. Of few papers every vector is
compared, as the library remembers them; of many, the nearest of all papers are found and the others left
out.
"""

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from rag.retrieval.index import DenseMatch, Vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.filters import Filters
    from corpus.lexical import LexicalMatch
    from corpus.library import Library
    from corpus.paper import Paper
    from rag.retrieval.index import PassageIndex
    from rag.retrieval.joined import JoinedIndex, JoinedLibrary

FEW = 1_000
"""Up to so many papers are compared one by one."""
LOOKED_AT = 1_000
"""How many of the nearest papers are looked at where more are wanted."""


class NarrowedLibrary:
    """A library of which filters let some papers through.

    Args:
        library: has them all.
        filters: which are wanted.
    """

    def __init__(self, library: "Library | JoinedLibrary", filters: "Filters") -> None:
        self._library = library
        self._filters = filters

    def search(self, query: str, limit: int) -> "list[LexicalMatch]":
        """Those that share words with a query, best first."""
        return self._library.search(query, limit, filters=self._filters)

    def get_many(self, ids: "Iterable[str]") -> "dict[str, Paper]":
        """The papers of some ids."""
        return self._library.get_many(ids)


class NarrowedIndex:
    """An index of which filters let some papers through, for one search.

    Args:
        library: knows which.
        index: has them all.
        filters: which are wanted.
    """

    def __init__(
        self, library: "Library | JoinedLibrary", index: "PassageIndex | JoinedIndex", filters: "Filters"
    ) -> None:
        self._library = library
        self._index = index
        self._wanted = frozenset(library.ids(filters))

    def vector(self, query: str) -> Vector:
        """The vector of a query, of length one."""
        return self._index.vector(query)

    def vector_of(self, paper: "Paper") -> Vector:
        """The mean of a paper's passages, of length one."""
        return self._index.vector_of(paper)

    def nearest(self, vector: Vector, limit: int) -> "list[DenseMatch]":
        """Those nearest to a vector, best first.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed.
        """
        if not self._wanted:
            return []
        if len(self._wanted) <= FEW:
            return self._compared(vector)[:limit]
        found = self._index.nearest(vector, LOOKED_AT)
        return list(islice((match for match in found if match.paper_id in self._wanted), limit))

    def _compared(self, vector: Vector) -> list[DenseMatch]:
        """All of them that are still there, each by its nearest passage."""
        ids, vectors = self._passages
        if not ids:
            return []
        best: dict[str, float] = {}
        cosines = vectors @ vector / max(float(np.linalg.norm(vector)), 1e-9)
        for paper_id, cosine in zip(ids, cosines.tolist(), strict=True):
            best[paper_id] = max(cosine, best.get(paper_id, -1.0))
        return [DenseMatch(*match) for match in sorted(best.items(), key=lambda match: (-match[1], match[0]))]

    @cached_property
    def _passages(self) -> "tuple[Sequence[str], Vector]":
        return self._index.passages(self._library.get_many(self._wanted).values())
