"""Which sentences the model is shown: the ones that answer, within a budget of tokens."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.paper import Paper
from rag.evidence.scoring import Scored, score_sentences
from rag.question import Reading
from rag.similarity import SentenceVectors
from rag.text import Idf
from rag.values import Evidence, Hit

TOKENS_PER_WORD = 1.45
"""Of Qwen2.5's tokenizer on English abstracts; an estimate is enough for a budget."""


@dataclass(frozen=True)
class Budget:
    """How much the model is shown: tokens in all, and papers.

    `named_tokens` are for papers that the question names: nearly a whole abstract. Of 520 questions to
    develop and tune on 499 have all that is asked for in their evidence; with 50 tokens less 493.
    """

    tokens: int = 430
    papers: int = 3
    named_tokens: int = 340
    compared_tokens: int = 480
    compared_papers: int = 3
    first_share: float = 0.8


def select_evidence(
    reading: Reading, hits: Sequence[Hit], vectors: SentenceVectors, idf: Idf, budget: Budget | None = None
) -> tuple[Evidence, ...]:
    """The evidence for a question, paper by paper in order of weight, sentences in the abstract's order.

    Papers that the question names get the whole budget between them; any other question the best paper's
    abstract and the best sentences of the next.

    Raises:
        ModelError: the embedding model failed.
    """
    budget = budget or Budget()
    papers = _papers(reading, hits, budget)
    scored = score_sentences(reading, papers, vectors, idf)
    shares = _shares(len(papers), reading, budget)
    chosen = [_best(scored[paper.id], share) for paper, share in zip(papers, shares, strict=True)]
    return tuple(item.evidence for sentences in chosen for item in sentences)


def _is_about_its_subjects(reading: Reading) -> bool:
    """Whether the papers that the question names are all that it is about."""
    return bool(reading.subjects) and (len(reading.subjects) > 1 or not reading.comparison)


def _papers(reading: Reading, hits: Sequence[Hit], budget: Budget) -> list[Paper]:
    if _is_about_its_subjects(reading):
        return list(reading.subjects[: budget.papers])
    limit = budget.compared_papers if reading.comparison else budget.papers
    return list(dict.fromkeys([*reading.subjects, *(hit.paper for hit in hits)]))[:limit]


def _shares(papers: int, reading: Reading, budget: Budget) -> list[float]:
    if reading.comparison and papers > 1:
        return [budget.compared_tokens / papers] * papers
    rest = (1 - budget.first_share) * budget.tokens / max(papers - 1, 1)
    first = budget.first_share * budget.tokens if papers > 1 else budget.named_tokens
    return [first, *[rest] * (papers - 1)][:papers]


def _best(scored: Sequence[Scored], tokens: float) -> list[Scored]:
    chosen: list[Scored] = []
    left = tokens
    for item in sorted(scored, key=lambda item: -item.score):
        cost = len(item.sentence.text.split()) * TOKENS_PER_WORD
        if cost <= left or not chosen:
            chosen.append(item)
            left -= cost
    return sorted(chosen, key=lambda item: item.place)
