"""The words of a refusal: which of the two it is, and where to look instead."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.question import Reading
from rag.values import Hit, Status

if TYPE_CHECKING:
    from corpus.paper import Paper

NEAREST = 3


def refusal_text(status: Status, reading: Reading, hits: Sequence[Hit]) -> str:
    """One or two sentences that say what the abstracts do not, without a citation."""
    if status == "not_in_abstract" and hits:
        paper = reading.subjects[0] if reading.subjects else hits[0].paper
        return f"The abstract of “{paper.title}” does not say. {_elsewhere(paper, reading)}"
    if not hits:
        return "This library holds no paper about that."
    titles = "; ".join(f"“{hit.paper.title}”" for hit in hits[:NEAREST])
    return f"No abstract in this library says anything about that. The nearest papers are {titles}."


def _elsewhere(paper: "Paper", reading: Reading) -> str:
    """Where it may be said: who wrote a paper in its record, anything else in its full text."""
    if reading.asks_authors and paper.authors:
        return f"Its record in this library names {', '.join(paper.authors)}."
    return f"The full text may: {paper.url}" if paper.url else "The full text may."
