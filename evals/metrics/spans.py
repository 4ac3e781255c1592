"""Which sentences of an abstract a span of it covers."""

from corpus.paper import Paper
from evals.question import GoldSentence
from rag.values import Citation

Sentence = tuple[str, int]


def cited_sentences(citation: Citation) -> frozenset[Sentence]:
    """The sentences that a citation points at, as (paper id, place in `paper.sentences`)."""
    return _covered(citation.paper, citation.start, citation.end)


def gold_sentences(gold: GoldSentence, paper: Paper) -> frozenset[Sentence]:
    """The sentences that a gold quote covers, as (paper id, place in `paper.sentences`)."""
    start = paper.abstract.index(gold.quote)
    return _covered(paper, start, start + len(gold.quote))


def _covered(paper: Paper, start: int, end: int) -> frozenset[Sentence]:
    """The sentences that share with the span at least half of the shorter of the two."""
    return frozenset(
        (paper.id, place)
        for place, sentence in enumerate(paper.sentences)
        if 2 * (min(end, sentence.end) - max(start, sentence.start))
        >= max(1, min(end - start, sentence.end - sentence.start))
    )
