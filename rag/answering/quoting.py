"""Quotation: the repair of a failed claim, and the whole answer where no chat model writes one."""

from collections.abc import Sequence

from corpus.sentences import Span
from rag.availability import only_tells_what_is_public, only_tells_where
from rag.question import Reading
from rag.similarity import Coverage, SentenceVectors
from rag.text import Idf
from rag.values import Evidence
from rag.verification.attribution import Attribution, Sentence
from rag.verification.verifier import Judgement

NEAR = 0.6
COVERED = 0.5
CLOSE_TO_BEST = 0.92
"""A second sentence of the same paper is quoted too if its score is this share of the best one's."""

NEAR_THE_BEST = 0.8
"""The share of the best sentence's score from which another one takes the place of what was drawn from it. Of
21 that fitted less, in answers to development and tuning questions, one told what was asked."""

FITS_MUCH_BETTER = 0.1
"""By so much more than anything cited a sentence must fit the question to be quoted beside it."""


def quote(evidence: Evidence) -> Judgement:
    """An evidence sentence as a claim of its own."""
    return _quoted(_sentence(evidence))


def fitting(
    reading: Reading, evidence: Sequence[Evidence], vectors: SentenceVectors, idf: Idf
) -> tuple[Evidence, ...]:
    """The evidence sentences that a question is about, by their own words or meaning; no mere addresses.

    Raises:
        ModelError: the embedding model failed.
    """
    covered = Coverage(reading.question, idf)
    question = vectors.of([reading.question])[0]
    cosines = (vectors.of([item.text for item in evidence]) @ question).tolist() if evidence else []
    return tuple(
        item
        for item, cosine in zip(evidence, cosines, strict=True)
        if not only_tells_where(item.text, reading.question)
        and (cosine >= NEAR or covered.of(item.paper.title, item.text) >= COVERED)
    )


def of_same_papers(judgements: Sequence[Judgement], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence of the papers that the claims came nearest to."""
    near = {judgement.attribution.paper.id for judgement in judgements if judgement.attribution}
    return [item for item in evidence if item.paper.id in near]


def quotations(reading: Reading, evidence: Sequence[Evidence]) -> list[Judgement]:
    """The sentences that answer a question best, quoted.

    One for each paper of a comparison; else the best one, and a second of the same paper where it is as good.
    A work that is asked for is the paper that was found to fit best.
    """
    eligible = [item for item in evidence if not reading.asks_work or item.paper == evidence[0].paper]
    telling = [item for item in eligible if not only_tells_what_is_public(item.text, reading.question)]
    ranked = sorted(telling or eligible, key=lambda item: -item.score)
    if not ranked:
        return []
    if reading.comparison:
        return [quote(item) for item in best_of_each(evidence)]
    best, *others = ranked
    second = [
        item for item in others if item.paper.id == best.paper.id and item.score >= CLOSE_TO_BEST * best.score
    ]
    return [quote(item) for item in sorted([best, *second[:1]], key=lambda item: item.start)]


def mended(judgements: Sequence[Judgement], quotable: Sequence[Evidence], question: str) -> list[Judgement]:
    """The claims that stand, and for each that fell a quotation, unless it is said already.

    What only repeated the question gives way to the sentence it was drawn from, if that fits nearly as well
    as the best one, what an abstract denies to the sentence that denies it; any other, or where that only
    tells where something can be had, to the best one of the paper it came nearest to.
    """
    standing = [judgement for judgement in judgements if judgement.stands]
    for fallen in judgements:
        repair = None if fallen.stands else _repair(fallen, quotable, question, _said(standing))
        standing += [repair] if repair else []
    return standing


def is_aside(judgement: Judgement, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence is only copied, and fits the question much less than the best one of its paper.

    A small model at times copies the rest of an abstract, and with it an order that was planted there.
    """
    if judgement.verdict != "quoted":
        return False
    copied = _said([judgement]) & set(map(_sentence, evidence))
    return bool(copied) and copied.isdisjoint(_near_the_best(evidence))


def with_the_best(standing: Sequence[Judgement], evidence: Sequence[Evidence]) -> list[Judgement]:
    """The claims, and the evidence sentence that fits the question best where all they cite fits much less.

    A small model at times tells what it likes of the right abstract; then the sentence that was asked for
    stands beside it.
    """
    said = {(sentence.paper.id, sentence.span.start) for sentence in _said(standing)}
    cited = max((item.score for item in evidence if (item.paper.id, item.start) in said), default=0.0)
    best = max(evidence, key=lambda item: item.score, default=None)
    return [*standing, quote(best)] if best and best.score >= cited + FITS_MUCH_BETTER else [*standing]


def with_every_side(
    standing: Sequence[Judgement], reading: Reading, evidence: Sequence[Evidence]
) -> list[Judgement]:
    """A comparison's claims, and the best sentence of each paper that it names and they do not cite."""
    cited = {sentence.paper.id for sentence in _said(standing)}
    sides = {paper.id for paper in reading.subjects} if reading.comparison and standing else set()
    missing = [item for item in best_of_each(evidence) if item.paper.id in sides - cited]
    return [*standing, *map(quote, missing)]


def _repair(
    fallen: Judgement, quotable: Sequence[Evidence], question: str, said: set[Sentence]
) -> Judgement | None:
    if fallen.attribution is None:
        return None
    ranked = sorted(of_same_papers([fallen], quotable), key=lambda item: -item.score)
    near = _near_the_best(ranked)
    drawn_from = fallen.attribution.sentences if fallen.fault == "echo" else ()
    denying = fallen.attribution.sentences if fallen.verdict == "contradicted" else ()
    nearest = [*denying, *(sentence for sentence in drawn_from if sentence in near)]
    candidates = [
        sentence
        for sentence in (*nearest, *map(_sentence, ranked))
        if not only_tells_what_is_public(sentence.text, question)
    ]
    return _quoted(candidates[0]) if candidates and candidates[0] not in said else None


def _near_the_best(evidence: Sequence[Evidence]) -> set[Sentence]:
    """The sentences that fit the question nearly as well as the best one of their paper."""
    best = {item.paper.id: item.score for item in best_of_each(evidence)}
    return {_sentence(item) for item in evidence if item.score >= NEAR_THE_BEST * best[item.paper.id]}


def _quoted(sentence: Sentence) -> Judgement:
    return Judgement(sentence.text, "quoted", 1.0, Attribution((sentence,), 1.0, 1.0))


def _said(judgements: Sequence[Judgement]) -> set[Sentence]:
    grounds = [judgement.attribution for judgement in judgements if judgement.attribution]
    return {sentence for ground in grounds for sentence in ground.sentences}


def _sentence(evidence: Evidence) -> Sentence:
    return Sentence(evidence.paper, Span(evidence.start, evidence.end))


def best_of_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence of each paper, best first."""
    ranked = sorted(evidence, key=lambda item: -item.score)
    best: dict[str, Evidence] = {}
    for item in ranked:
        best.setdefault(item.paper.id, item)
    return list(best.values())
