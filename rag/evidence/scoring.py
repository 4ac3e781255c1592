"""How well each sentence of some papers fits a question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.paper import Paper
from rag.abbreviations import spells_out
from rag.availability import only_tells_where
from rag.evidence.roles import WantedRole
from rag.message import asking_part
from rag.question import Reading
from rag.similarity import Coverage, SentenceVectors
from rag.text import Idf
from rag.values import Evidence
from rag.verification.attribution import Sentence, sentences_of
from rag.verification.quantities import figures

NEIGHBOUR_SHARE = 0.35
WORDS = 0.7
"""The weight of covered words, where that of the cosine is .5."""
FIGURE_BONUS = 0.3
MEANING_BONUS = 0.3
"""A sentence that spells out the short form whose meaning is asked for is the answer."""
ADDRESS_MALUS = 0.3
"""A sentence that tells where the code is answers no other question."""


@dataclass(frozen=True)
class Scored:
    """A sentence, its place in its abstract, and its score, about 0 to 2."""

    sentence: Sentence
    place: int
    score: float

    @property
    def evidence(self) -> Evidence:
        """The sentence as evidence."""
        span = self.sentence.span
        return Evidence(self.sentence.paper, self.sentence.text, span.start, span.end, self.score)


def score_sentences(
    reading: Reading, papers: Sequence[Paper], vectors: SentenceVectors, idf: Idf
) -> dict[str, list[Scored]]:
    """For each paper its sentences in order, scored.

    A score is made of the cosine and the covered words, a share of the better neighbour's (what a question
    asks often stands in the sentence after the one it resembles), a bonus for figures where a number is
    asked for, and for the words in full where a short form's meaning is, and one for the part that the
    sentence plays in its abstract.
    """
    own, wanted = _own_scores(reading, papers, vectors, idf), WantedRole.of(reading)
    return {paper.id: _with_roles(_with_neighbours(own[paper.id]), wanted) for paper in papers}


def _own_scores(
    reading: Reading, papers: Sequence[Paper], vectors: SentenceVectors, idf: Idf
) -> dict[str, list[Scored]]:
    sentences = sentences_of(papers)
    found: dict[str, list[Scored]] = {paper.id: [] for paper in papers}
    for sentence, fit in zip(sentences, _fits(reading, sentences, vectors, idf), strict=True):
        siblings = found[sentence.paper.id]
        siblings.append(Scored(sentence, len(siblings), fit + _bonus(reading, sentence.text)))
    return found


def _fits(reading: Reading, sentences: Sequence[Sentence], vectors: SentenceVectors, idf: Idf) -> list[float]:
    """How well each sentence fits a question, and that part of it which asks, on average.

    "It is said to be cheap. What does it cost?" has its answer where costs are told, and not where it is said
    to be cheap: of 34 such development and tuning questions the best sentence then answers 21, and by the
    whole question alone 17 (chosen on these).
    """
    asked = dict.fromkeys((reading.question, asking_part(reading.question)))
    fits = [_fits_to(replace(reading, question=part), sentences, vectors, idf) for part in asked]
    mean: list[float] = np.mean(fits, axis=0).tolist()
    return mean


def _fits_to(
    reading: Reading, sentences: Sequence[Sentence], vectors: SentenceVectors, idf: Idf
) -> list[float]:
    """For each sentence half its cosine to the question, and `WORDS` of the question's words it covers.

    Names of papers are left out of the words, and of what is compared where the conversation put them in
    front: of 304 development and tuning questions on one named paper its best sentence then answers 231, and
    218 with them (chosen on these).
    """
    if not sentences:
        return []
    cosines = vectors.of([sentence.text for sentence in sentences]) @ vectors.of([reading.unprefixed])[0]
    words = Coverage(reading.unnamed, idf)
    covered = [words.of(sentence.paper.title, sentence.text) for sentence in sentences]
    fits: list[float] = (np.maximum(cosines, 0.0) / 2 + np.multiply(covered, WORDS)).tolist()
    return fits


def _bonus(reading: Reading, sentence: str) -> float:
    if only_tells_where(sentence, reading.question):
        return -ADDRESS_MALUS
    if reading.asks_meaning and spells_out(sentence, reading.question):
        return MEANING_BONUS
    return FIGURE_BONUS if reading.asks_number and figures(sentence) else 0.0


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


def _with_roles(scored: Sequence[Scored], wanted: WantedRole) -> list[Scored]:
    last = max(1, len(scored) - 1)
    return [
        replace(item, score=item.score + wanted.bonus(item.sentence.text, item.place / last))
        for item in scored
    ]
