"""Which papers a listing names: those on its topic, and those that come near to the one that fits it best."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.answering.quoting import best_of_each, quote
from rag.question import Reading, topic_of
from rag.similarity import Coverage, SentenceVectors, Vectors
from rag.text import Idf
from rag.values import Evidence, Hit
from rag.verification.attribution import sentences_of
from rag.verification.verifier import Judgement

ON_TOPIC = 0.47
"""The cosine that some sentence must have to the topic: of topics that are here it was at least .54, but for
one, and of twelve that are not at most .43."""
ON_TOPIC_IN_WORDS = 0.3
"""The same for a sentence that holds, with its title, every telling word of the topic."""
NEAR_ENOUGH = 0.75
"""The share of the best paper's likeness from which a paper is listed."""
_TELLING_SENTENCES = 3
_EVERY_WORD = 0.99


def listed(
    reading: Reading,
    hits: Sequence[Hit],
    evidence: Sequence[Evidence],
    vectors: SentenceVectors,
    idf: Idf,
) -> list[Judgement]:
    """The papers that a question asks for, each by the sentence that fits it best; the likest first.

    None where no sentence is near the topic.

    A small model's yes or no to "is this one of them?" told less than likeness does: on the listings among
    the development and tuning questions the area under the ROC curve was .69 against .88.

    Raises:
        ModelError: the embedding model failed.
    """
    best = {item.paper.id: item for item in best_of_each(evidence)}
    topic = topic_of(reading.question)
    vector, words = vectors.of([topic])[0], Coverage(topic, idf)
    fits = [_fit(hit, vector, words, vectors) for hit in hits if hit.paper.id in best]
    if not any(fit.on_topic for fit in fits):
        return []
    likeness = _likeness(fits)
    near = [fit.paper_id for fit in fits if fit.on_topic or likeness[fit.paper_id] >= NEAR_ENOUGH]
    return [quote(best[paper]) for paper in sorted(near, key=lambda paper: -likeness[paper])]


@dataclass(frozen=True)
class _Fit:
    """How near a paper comes to a topic: by its nearest sentence, its nearest three, and the search."""

    paper_id: str
    nearest: float
    nearest_three: float
    found: float
    on_topic: bool

    @property
    def measures(self) -> tuple[float, float, float]:
        return self.nearest, self.nearest_three, self.found


def _fit(hit: Hit, topic: Vectors, words: Coverage, vectors: SentenceVectors) -> _Fit:
    """How near a paper comes to a topic, given the topic's vector and its words."""
    texts = [sentence.text for sentence in sentences_of([hit.paper])]
    cosines = vectors.of(texts) @ topic
    least = [
        ON_TOPIC_IN_WORDS if words.of(hit.paper.title, text) >= _EVERY_WORD else ON_TOPIC for text in texts
    ]
    nearest = np.sort(cosines)[-_TELLING_SENTENCES:]
    return _Fit(
        hit.paper.id, float(nearest[-1]), float(nearest.mean()), hit.score, bool((cosines >= least).any())
    )


def _likeness(fits: Sequence[_Fit]) -> dict[str, float]:
    """For each paper its measures as shares of the best ones, on average."""
    measures = np.array([fit.measures for fit in fits])
    shares = measures / np.maximum(measures.max(axis=0), np.finfo(float).eps)
    return dict(zip((fit.paper_id for fit in fits), shares.mean(axis=1).tolist(), strict=True))
