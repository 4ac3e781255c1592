"""The words of an answer, divided as the page needs them."""

from dataclasses import dataclass

from rag.values import Answer, Claim
from ui.conversation import Turn
from ui.highlight import mentions
from ui.references import web_address

LONGEST_TIED = 24
"""A last word of at most so many characters stays on one line with its footnote."""


@dataclass(frozen=True)
class Mention:
    """A piece of a refusal, and what it leads to: a place among the uncited papers, or an address."""

    text: str
    place: int | None = None
    address: str | None = None


def paragraphs(answer: Answer) -> tuple[tuple[Claim, ...], ...]:
    """The claims, grouped by the line of the answer's text on which they stand."""
    lines: dict[int, list[Claim]] = {}
    position = 0
    for claim in answer.claims:
        position = max(position, answer.text.find(claim.text.rstrip(".!?…\"'”’) "), position))
        lines.setdefault(answer.text.count("\n", 0, position), []).append(claim)
    return tuple(map(tuple, lines.values()))


def refusal_pieces(turn: Turn) -> tuple[Mention, ...]:
    """The words of a refusal, with the papers and addresses that it names made reachable."""
    text = turn.answer.text if turn.answer else ""
    places = {hit.paper.title: place for place, hit in enumerate(turn.considered, start=1)}
    addresses = {address for hit in turn.considered if (address := web_address(hit.paper))}
    return tuple(
        Mention(piece.text, places.get(piece.text), piece.text if piece.text in addresses else None)
        for piece in mentions(text, [*places, *addresses])
    )


def tail(text: str) -> tuple[str, str]:
    """A text in two: what may break over lines, and the last word, which keeps its footnote."""
    head, space, last = text.rpartition(" ")
    return (head + space, last) if len(last) <= LONGEST_TIED else (text, "")
