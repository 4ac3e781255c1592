"""Which papers a listing names: those that come near to the one that fits its topic best.

A small model's yes or no to "is this one of them?" told less than likeness does: on the listings among the
development and tuning questions the area under the ROC curve was .69 against .88.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rag.evidence.scoring import Scored, score_sentences
from rag.listing_form import topic_of
from rag.question import Reading
from rag.similarity import Coverage, SentenceVectors, Vectors
from rag.text import Idf
from rag.values import Evidence, Hit

ON_TOPIC = 0.47
"""The cosine that some sentence must have to the topic: of topics that are here it was at least .54, but for
one, and of twelve that are not at most .43."""
ON_TOPIC_IN_WORDS = 0.3
"""The same for a sentence that holds, with its title, every telling word of the topic."""
NEAR_ENOUGH = 0.55
"""How much of the way from the farthest paper that was found to the best one a paper must have come. Of the
papers that the 17 listings among the development and tuning questions ask for, .96 are listed then, and .65
of those listed are asked for, on average; at .65 they are .83 and .72."""
LISTED_AT_MOST = 20
OWN_BONUS = 0.1
"""A sentence that tells what its paper does shows better than others why the paper is listed."""
_OWN = re.compile(
    r"\b(?:we|our|this (?:paper|study|work))\b"
    r".{0,40}?\b(?:analy[sz]e|develop|introduc|investigat|present|propos|stud)",
    re.IGNORECASE,
)
_TELLING_SENTENCES = 3


def list_papers(
    reading: Reading, hits: Sequence[Hit], vectors: SentenceVectors, idf: Idf
) -> tuple[Evidence, ...]:
    """The papers that a question asks for, each by the sentence that fits it best; the likest first.

    None where no sentence is near the topic.

    Raises:
        ModelError: the embedding model failed.
    """
    topic = replace(reading, question=topic_of(reading.question))
    scored = score_sentences(topic, [hit.paper for hit in hits], vectors, idf)
    vector, words = vectors.of([topic.question])[0], Coverage(topic.question, idf)
    fits = [_fit(hit, scored[hit.paper.id], vector, words, vectors) for hit in hits if scored[hit.paper.id]]
    if not any(fit.on_topic for fit in fits):
        return ()
    likeness = _likeness(fits)
    near = [paper for paper in likeness if likeness[paper] >= NEAR_ENOUGH * max(likeness.values())]
    ranked = sorted(near, key=lambda paper: -likeness[paper])[:LISTED_AT_MOST]
    return tuple(_best(scored[paper]) for paper in ranked)


@dataclass(frozen=True)
class _Fit:
    """How near a paper comes to a topic: by its nearest sentences, and by the search."""

    paper_id: str
    nearest: float
    found: float
    on_topic: bool

    @property
    def measures(self) -> tuple[float, float]:
        return self.nearest, self.found


def _fit(
    hit: Hit, scored: Sequence[Scored], topic: Vectors, words: Coverage, vectors: SentenceVectors
) -> _Fit:
    """How near a paper comes to a topic, given the topic's vector and its words."""
    texts, title = [item.sentence.text for item in scored], hit.paper.title
    cosines = vectors.of(texts) @ topic
    least = [ON_TOPIC_IN_WORDS if words.is_held_by(title, text) else ON_TOPIC for text in texts]
    nearest = float(np.sort(cosines)[-_TELLING_SENTENCES:].mean())
    return _Fit(hit.paper.id, nearest, hit.score, on_topic=bool((cosines >= least).any()))


def _likeness(fits: Sequence[_Fit]) -> dict[str, float]:
    """For each paper how near it comes, from 0 (farthest) to 1 (best), on average of its measures."""
    measures = np.array([fit.measures for fit in fits])
    lowest = measures.min(axis=0) if len(fits) > 1 else np.zeros(measures.shape[1])
    shares = (measures - lowest) / np.maximum(measures.max(axis=0) - lowest, np.finfo(float).eps)
    return dict(zip((fit.paper_id for fit in fits), shares.mean(axis=1).tolist(), strict=True))


def _best(scored: Sequence[Scored]) -> Evidence:
    return max(
        scored, key=lambda item: item.score + OWN_BONUS * bool(_OWN.search(item.sentence.text))
    ).evidence
