"""Several libraries, searched as if they were one.

The words of a query tell as much as they do among all papers, and the vectors are of one model: the scores
of all libraries are on one scale, and one ranking holds them all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from corpus.filters import EVERYTHING, Filters
from corpus.lexical import Frequencies, LexicalMatch, search_terms
from corpus.works import names, same_work
from rag.retrieval.index import DenseMatch, Vector
from rag.values import Hit

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.paper import Paper
    from rag.grounding import Retriever
    from rag.progress import Report
    from rag.retrieval.index import PassageIndex

Found = TypeVar("Found")
Match = TypeVar("Match", LexicalMatch, DenseMatch)


class JoinedLibrary:
    """The papers of several libraries.

    A paper has the id that it has in its own library. Where an earlier library has another paper of that
    id, the name of its own stands before it, as in "mine/42".

    Args:
        libraries: at least one; each of another name.
    """

    def __init__(self, libraries: "Sequence[Library]") -> None:
        self._libraries = tuple(libraries)

    def __len__(self) -> int:
        return sum(map(len, self._libraries))

    def document_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many papers of all libraries each term stands."""
        wanted = list(terms)
        counts = [library.document_frequencies(wanted) for library in self._libraries]
        return {term: sum(of_one[term] for of_one in counts) for term in wanted}

    def stem_frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """In how many papers of all libraries each stem stands."""
        wanted = list(stems)
        counts = [library.stem_frequencies(wanted) for library in self._libraries]
        return {stem: sum(of_one[stem] for of_one in counts) for stem in wanted}

    def search(self, query: str, limit: int, *, filters: Filters = EVERYTHING) -> list[LexicalMatch]:
        """The papers that share words with a query, best first."""
        among = Frequencies(len(self), self.document_frequencies(search_terms(query)))
        found = [
            replace(match, paper_id=name)
            for number, library in enumerate(self._libraries)
            for match, name in self._named(number, library.search(query, limit, filters=filters, among=among))
        ]
        return _best(found, limit)

    def ids(self, filters: Filters = EVERYTHING) -> list[str]:
        """The ids of all papers that are wanted."""
        found = (self.names(n, library.ids(filters)) for n, library in enumerate(self._libraries))
        return list(dict.fromkeys(name for of_one in found for name in of_one))

    def get_many(self, ids: Iterable[str]) -> "dict[str, Paper]":
        """The papers of these ids that are there, in the order of the ids."""
        homes = self.homes(ids)
        own: defaultdict[int, list[str]] = defaultdict(list)
        for number, own_id in homes.values():
            own[number].append(own_id)
        held = {number: self._libraries[number].get_many(of_one) for number, of_one in own.items()}
        return {
            name: replace(held[number][own_id], id=name) if name != own_id else held[number][own_id]
            for name, (number, own_id) in homes.items()
            if own_id in held[number]
        }

    def names(self, number: int, ids: Sequence[str]) -> list[str]:
        """What papers of one library are called among all.

        Args:
            number: which library, from 0.
            ids: of its papers.
        """
        taken: dict[str, str] = {}
        for earlier in self._libraries[:number]:
            taken = earlier.content_hashes(ids) | taken
        library = self._libraries[number]
        own = library.content_hashes(taken)
        return [
            f"{library.name}/{id_}" if id_ in taken and taken[id_] != own.get(id_) else id_ for id_ in ids
        ]

    def homes(self, names: Iterable[str]) -> dict[str, tuple[int, str]]:
        """For each paper that is there, the number of its library and its id in it, in the order given."""
        wanted = list(dict.fromkeys(names))
        found: dict[str, tuple[int, str]] = {}
        for number, library in enumerate(self._libraries):
            absent = [name for name in wanted if name not in found]
            found |= {name: (number, name) for name in library.content_hashes(absent)}
        for number, library in enumerate(self._libraries):
            prefix = f"{library.name}/"
            own = [name.removeprefix(prefix) for name in wanted if name.startswith(prefix)]
            found = {prefix + id_: (number, id_) for id_ in library.content_hashes(own)} | found
        return {name: found[name] for name in wanted if name in found}

    def close(self) -> None:
        """Let go of the files."""
        for library in self._libraries:
            library.close()

    def _named(self, number: int, matches: Sequence[Match]) -> Iterable[tuple[Match, str]]:
        return zip(matches, self.names(number, [match.paper_id for match in matches]), strict=True)


class JoinedIndex:
    """The indexes of joined libraries, under one embedding model.

    Args:
        library: the libraries.
        indexes: of each one, in the same order.
    """

    def __init__(self, library: JoinedLibrary, indexes: "Sequence[PassageIndex]") -> None:
        self._library = library
        self._indexes = tuple(indexes)

    def vector(self, query: str) -> Vector:
        """The vector of a query, of length one."""
        return self._indexes[0].vector(query)

    def vector_of(self, paper: "Paper") -> Vector:
        """The mean of a paper's passages, of length one; also of a paper that was just removed."""
        number = next((number for number, _ in self._library.homes([paper.id]).values()), 0)
        return self._indexes[number].vector_of(paper)

    def passages(self, papers: "Iterable[Paper]") -> tuple[list[str], Vector]:
        """The passages of some papers: the id of each one's paper, and a matrix of their vectors."""
        held = {paper.id: paper for paper in papers}
        groups: defaultdict[int, list[Paper]] = defaultdict(list)
        for name, (number, _) in self._library.homes(held).items():
            groups[number].append(held[name])
        found = [self._indexes[number].passages(group) for number, group in groups.items()]
        if not found:
            return [], np.zeros((0, 0))
        return [name for ids, _ in found for name in ids], np.vstack([vectors for _, vectors in found])

    def nearest(self, vector: Vector, limit: int) -> list[DenseMatch]:
        """The papers nearest to a vector, best first.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed.
        """
        found: list[DenseMatch] = []
        for number, index in enumerate(self._indexes):
            matches = index.nearest(vector, limit)
            names = self._library.names(number, [match.paper_id for match in matches])
            found += map(DenseMatch, names, (match.score for match in matches))
        return _best(found, limit)

    def refresh(self, report: "Report") -> None:
        """Bring each index in step with its library."""
        for index in self._indexes:
            index.refresh(report)

    def rebuild(self, report: "Report") -> None:
        """Throw each index away and build it anew."""
        for index in self._indexes:
            index.rebuild(report)

    def close(self) -> None:
        """Let go of Chroma."""
        for index in self._indexes:
            index.close()


class EachWorkOnce:
    """A retriever over several libraries that may have the same papers: the best record of each is found.

    Args:
        retriever: over all of them; each library has a work once.
        libraries: how many there are.
    """

    def __init__(self, retriever: "Retriever", libraries: int) -> None:
        self._retriever = retriever
        self._libraries = libraries

    def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        """The papers that match best, best first."""
        found = self._retriever.search(query, limit * self._libraries)
        return tuple(_once(found, attrgetter("paper"))[:limit])

    def holding(self, words: str, limit: int) -> "tuple[Paper, ...]":
        """The papers that hold some words, by those alone, best first."""
        found = self._retriever.holding(words, limit * self._libraries)
        return tuple(_once(found, lambda paper: paper)[:limit])


def _once(found: Iterable[Found], paper_of: "Callable[[Found], Paper]") -> list[Found]:
    """What was found, without further records of a work that is there."""
    kept: list[Found] = []
    for item in found:
        if not any(_of_one_work(paper_of(item), paper_of(other)) for other in kept):
            kept.append(item)
    return kept


def _of_one_work(one: "Paper", other: "Paper") -> bool:
    return not set(names(one)).isdisjoint(names(other)) and same_work(one, other)


def _best(matches: Iterable[Match], limit: int) -> list[Match]:
    """Each paper by its best match, best first."""
    best: dict[str, Match] = {}
    for match in sorted(matches, key=attrgetter("score"), reverse=True):
        best.setdefault(match.paper_id, match)
    return list(islice(best.values(), max(limit, 0)))
