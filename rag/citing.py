"""Footnotes: the sentences that something rests on, each under its paper's number."""

from rag.values import Citation
from rag.verification.attribution import Attribution


def citations_of(ground: Attribution, numbers: dict[str, int]) -> tuple[Citation, ...]:
    """A citation of each sentence of a ground.

    Args:
        ground: the sentences.
        numbers: of the papers cited so far, by id; a paper that is new gets the next one.
    """
    return tuple(
        Citation(
            numbers.setdefault(sentence.paper.id, len(numbers) + 1),
            sentence.paper,
            sentence.text,
            sentence.span.start,
            sentence.span.end,
        )
        for sentence in ground.sentences
    )
