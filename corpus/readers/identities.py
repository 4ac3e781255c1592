"""The identifiers of papers that were read."""

from dataclasses import replace

from corpus.paper import Paper, slug
from corpus.readers.records import Flaw

_SHORT = 8


class Identities:
    """The identifiers of what was read: gives one where there is none, and allows none for two papers."""

    def __init__(self) -> None:
        self._hashes: dict[int, int] = {}

    def settle(self, paper: Paper, line: int) -> Paper | Flaw:
        """The paper under an identifier that is its own."""
        if not paper.id:
            return self._named(paper)
        if self._is_free(paper):
            return paper
        return Flaw(line, f"the identifier {paper.id!r} was given to another paper before")

    def _named(self, paper: Paper) -> Paper:
        named = replace(paper, id=slug(paper.title) or paper.content_hash[:_SHORT])
        if self._is_free(named):
            return named
        return replace(paper, id=f"{named.id}-{paper.content_hash[:_SHORT]}")

    def _is_free(self, paper: Paper) -> bool:
        content = hash(paper.content_hash)
        return self._hashes.setdefault(hash(paper.id), content) == content
