"""How well each sentence of some papers fits a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.paper import Paper
from rag.question import Reading
from rag.similarity import Coverage, SentenceVectors
from rag.text import Idf
from rag.verification.attribution import Sentence, sentences_of
from rag.verification.quantities import figures

NEIGHBOUR_SHARE = 0.35
FIGURE_BONUS = 0.15
ADDRESS_MALUS = 0.3
"""A sentence that tells where the code is answers no other question."""
_ADDRESS = re.compile(r"https?://")


@dataclass(frozen=True)
class Scored:
    """A sentence, its place in its abstract, and its score, about 0 to 1.2."""

    sentence: Sentence
    place: int
    score: float


def score_sentences(
    reading: Reading, papers: Sequence[Paper], vectors: SentenceVectors, idf: Idf
) -> dict[str, list[Scored]]:
    """For each paper its sentences in order, scored.

    A score is the mean of cosine and covered words, plus a share of the better neighbour's (what a question
    asks often stands in the sentence after the one it resembles), plus a bonus for figures where a number
    is asked for.
    """
    own = _own_scores(reading, papers, vectors, idf)
    return {paper.id: _with_neighbours(own[paper.id]) for paper in papers}


def _own_scores(
    reading: Reading, papers: Sequence[Paper], vectors: SentenceVectors, idf: Idf
) -> dict[str, list[Scored]]:
    wanted = Coverage(reading.question, idf)
    sentences = sentences_of(papers)
    question = vectors.of([reading.question])[0]
    cosines = (vectors.of([s.text for s in sentences]) @ question).tolist() if sentences else []
    found: dict[str, list[Scored]] = {paper.id: [] for paper in papers}
    for sentence, cosine in zip(sentences, cosines, strict=True):
        covered = wanted.of(sentence.paper.title, sentence.text)
        bonus = FIGURE_BONUS if reading.asks_number and figures(sentence.text) else 0.0
        if _ADDRESS.search(sentence.text) and not reading.asks_availability:
            bonus = -ADDRESS_MALUS
        siblings = found[sentence.paper.id]
        siblings.append(Scored(sentence, len(siblings), (max(cosine, 0.0) + covered) / 2 + bonus))
    return found


def _with_neighbours(scored: Sequence[Scored]) -> list[Scored]:
    scores = [0.0, *(item.score for item in scored), 0.0]
    return [
        Scored(
            item.sentence,
            item.place,
            item.score + NEIGHBOUR_SHARE * max(scores[place], scores[place + 2]) / 2,
        )
        for place, item in enumerate(scored)
    ]
