"""Which papers a listing names: those that come near enough to the one that fits it best."""

from collections.abc import Mapping, Sequence

import numpy as np

from corpus.paper import Paper
from rag.answering.quoting import best_of_each, quote
from rag.question import Reading
from rag.similarity import SentenceVectors
from rag.values import Evidence, Hit
from rag.verification.attribution import sentences_of
from rag.verification.verifier import Judgement

NEAR_ENOUGH = 0.75
"""The share of the best paper's likeness from which a paper is listed."""
_TELLING_SENTENCES = 3


def listed(
    reading: Reading, hits: Sequence[Hit], evidence: Sequence[Evidence], vectors: SentenceVectors
) -> list[Judgement]:
    """The papers that a question asks for, each by the sentence that fits it best; the likest first.

    A small model's yes or no to "is this one of them?" told less than likeness does: on the listings among
    the development and tuning questions the area under the ROC curve was .69 against .83.

    Raises:
        ModelError: the embedding model failed.
    """
    best = {item.paper.id: item for item in best_of_each(evidence)}
    likeness = _likeness(reading, [hit for hit in hits if hit.paper.id in best], vectors)
    near = [paper for paper in likeness if likeness[paper] >= NEAR_ENOUGH]
    return [quote(best[paper]) for paper in sorted(near, key=lambda paper: -likeness[paper])]


def _likeness(reading: Reading, hits: Sequence[Hit], vectors: SentenceVectors) -> Mapping[str, float]:
    """For each paper how near it comes to the best: by its best sentence, its three best, and the search."""
    if not hits:
        return {}
    measures = np.array([[*_nearest(reading, hit.paper, vectors), hit.score] for hit in hits])
    shares = measures / np.maximum(measures.max(axis=0), np.finfo(float).eps)
    return dict(zip((hit.paper.id for hit in hits), shares.mean(axis=1).tolist(), strict=True))


def _nearest(reading: Reading, paper: Paper, vectors: SentenceVectors) -> tuple[float, float]:
    """The cosine of the nearest sentence, and the mean of the nearest three."""
    texts = [sentence.text for sentence in sentences_of([paper])]
    cosines = np.sort(vectors.of(texts) @ vectors.of([reading.question])[0])[-_TELLING_SENTENCES:]
    return float(cosines[-1]), float(cosines.mean())
