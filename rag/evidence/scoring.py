"""How well each sentence of some papers fits a question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.paper import Paper
from rag.abbreviations import spells_out
from rag.availability import only_tells_where
from rag.message import asking_part
from rag.question import Reading
from rag.similarity import Coverage, SentenceVectors
from rag.text import Idf
from rag.values import Evidence
from rag.verification.attribution import Sentence, sentences_of
from rag.verification.quantities import figures

NEIGHBOUR_SHARE = 0.35
FIGURE_BONUS = 0.15
MEANING_BONUS = 0.3
"""A sentence that spells out the short form whose meaning is asked for is the answer."""
ADDRESS_MALUS = 0.3
"""A sentence that tells where the code is answers no other question."""


@dataclass(frozen=True)
class Scored:
    """A sentence, its place in its abstract, and its score, about 0 to 1.2."""

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

    A score is the mean of cosine and covered words, plus a share of the better neighbour's (what a question
    asks often stands in the sentence after the one it resembles), plus a bonus for figures where a number
    is asked for, and for the words in full where a short form's meaning is.
    """
    own = _own_scores(reading, papers, vectors, idf)
    return {paper.id: _with_neighbours(own[paper.id]) for paper in papers}


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
    """For each sentence the mean of its cosine to the question and of the question's words it covers.

    Names of papers are left out of the words, and of what is compared where the conversation put them in
    front: of 304 development and tuning questions on one named paper its best sentence then answers 231, and
    218 with them (chosen on these).
    """
    if not sentences:
        return []
    cosines = vectors.of([sentence.text for sentence in sentences]) @ vectors.of([reading.unprefixed])[0]
    words = Coverage(reading.unnamed, idf)
    covered = [words.of(sentence.paper.title, sentence.text) for sentence in sentences]
    fits: list[float] = ((np.maximum(cosines, 0.0) + covered) / 2).tolist()
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
