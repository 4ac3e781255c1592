"""The papers beside an answer: the spans it cites in them, and those it does not cite."""

from dataclasses import dataclass

from rag.values import Citation, Hit, Source
from ui.conversation import Turn
from ui.highlight import Mark, Segment, segments

Place = tuple[int, Hit]
"""An uncited paper under its place among the uncited papers of a turn, from 1."""


@dataclass(frozen=True)
class Uncited:
    """How the uncited papers are laid out: some under a heading, some folded away.

    `opened` tells whether the abstracts of the shown ones stand open.
    """

    heading: str = ""
    shown: tuple[Place, ...] = ()
    opened: bool = False
    fold: str = ""
    folded: tuple[Place, ...] = ()


def uncited(turn: Turn) -> Uncited:
    """The uncited papers of a turn.

    While an answer comes about they are shown; beside an answer they are folded; beside a refusal
    those that it names are shown.
    """
    places = tuple(enumerate(turn.considered, start=1))
    if turn.answer is None:
        return Uncited("Also found" if turn.sources else "Found", places)
    if turn.state == "answered":
        return Uncited(fold="Considered, not cited", folded=places)
    named = tuple(place for place in places if place[1].paper.title in turn.answer.text)
    others = tuple(place for place in places if place not in named)
    here = turn.state == "not_in_abstract"
    return Uncited("The paper" if here else "Nearest papers", named, here, "Also considered", others)


def mark_name(citation: Citation) -> str:
    """The name by which a footnote finds its span, unique within a turn."""
    return f"{citation.number}:{citation.start}-{citation.end}"


def marked_abstract(source: Source, turn: Turn) -> tuple[Segment, ...]:
    """The abstract of a cited paper, cut at the spans that the turn cites."""
    cited = (c for claim in turn.claims for c in claim.citations if c.number == source.number)
    return segments(source.paper.abstract, (Mark(c.start, c.end, mark_name(c)) for c in cited))
