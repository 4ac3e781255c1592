"""The verifier: one sentence in, a judgement with its citations out. It serves answers and texts alike."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.names import strangers
from rag.similarity import SentenceVectors
from rag.text import Idf, normalised, stems
from rag.verification.attribution import Attribution, Sentence, attributions, joined
from rag.verification.polarity import negated, opposed
from rag.verification.quantities import missing_quantities

Verdict = Literal["quoted", "supported", "contradicted", "unsupported"]
Entailment = Callable[[str, str], float | None]
"""From a premise and a claim to the probability that the premise says so; None where it is unknown."""

PAPERS_TRIED = 3
STEMS_OF_A_CLAUSE = 2
_CLAUSES = re.compile(r"[,;]?\s+(?:while|whereas|but)\s+|;\s+")


@dataclass(frozen=True)
class Thresholds:
    """Where the strength of an attribution decides, and where the model is asked."""

    sure: float = 0.72
    possible: float = 0.45
    entailed: float = 0.5


@dataclass(frozen=True)
class Judgement:
    """What became of a claim. `score` is the support found, from 0 to 1; `reason` says why it fell."""

    claim: str
    verdict: Verdict
    score: float
    attribution: Attribution | None = None
    reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether the claim may be shown as the abstracts' own."""
        return self.verdict in {"quoted", "supported"}


class Verifier:
    """Holds claims against sentences of abstracts.

    Args:
        vectors: embeddings of sentences.
        idf: how telling a word is in this library.
        thresholds: where the strength of an attribution decides.
    """

    def __init__(self, vectors: SentenceVectors, idf: Idf, thresholds: Thresholds | None = None) -> None:
        self._vectors = vectors
        self._idf = idf
        self._thresholds = thresholds or Thresholds()

    def judge(
        self, claim: str, sentences: Sequence[Sentence], entailment: Entailment | None = None
    ) -> Judgement:
        """Hold one claim against some sentences.

        Raises:
            ModelError: the embedding model or the chat model failed.
        """
        if not stems(claim):
            return Judgement(claim, "unsupported", 0.0, reason="it says nothing that can be checked")
        quotation = _quotation(claim, sentences)
        if quotation is not None:
            return Judgement(claim, "quoted", 1.0, quotation)
        whole = self._judge_whole(claim, sentences, entailment)
        return whole if whole.stands else self._judge_clauses(claim, sentences, entailment) or whole

    def _judge_clauses(
        self, claim: str, sentences: Sequence[Sentence], entailment: Entailment | None
    ) -> Judgement | None:
        clauses = [clause.strip() for clause in _CLAUSES.split(claim)]
        if len(clauses) == 1 or not all(len(stems(clause)) >= STEMS_OF_A_CLAUSE for clause in clauses):
            return None
        judgements = [self._judge_whole(clause, sentences, entailment) for clause in clauses]
        grounds = [judgement.attribution for judgement in judgements if judgement.attribution]
        if not all(judgement.stands for judgement in judgements) or len(grounds) < len(clauses):
            return None
        score = min(judgement.score for judgement in judgements)
        return Judgement(claim, "supported", score, joined(grounds))

    def _judge_whole(
        self, claim: str, sentences: Sequence[Sentence], entailment: Entailment | None
    ) -> Judgement:
        found = attributions(claim, sentences, self._vectors, self._idf)[:PAPERS_TRIED]
        judgements = [self._hold(claim, attribution, entailment) for attribution in found[:1]]
        judgements += [
            self._hold(claim, other, entailment) for other in found[1:] if not judgements[0].stands
        ]
        standing = [judgement for judgement in judgements if judgement.stands]
        if standing:
            return max(standing, key=lambda judgement: judgement.score)
        return (
            judgements[0]
            if judgements
            else Judgement(claim, "unsupported", 0.0, reason="no sentence is near it")
        )

    def _hold(self, claim: str, attribution: Attribution, entailment: Entailment | None) -> Judgement:
        strength = attribution.strength
        fault = _fault(claim, attribution)
        if fault:
            return Judgement(claim, "unsupported", min(strength, 0.3) / 2, attribution, fault)
        if opposed(claim, attribution.text) and strength >= self._thresholds.possible:
            return Judgement(claim, "contradicted", 0.1, attribution, "the abstract says the opposite")
        if strength < self._thresholds.possible:
            return Judgement(claim, "unsupported", strength / 2, attribution, "no sentence says so")
        if strength >= self._thresholds.sure and negated(claim) == negated(attribution.text):
            return Judgement(claim, "supported", strength, attribution)
        return self._ask(claim, attribution, entailment)

    def _ask(self, claim: str, attribution: Attribution, entailment: Entailment | None) -> Judgement:
        probability = entailment(attribution.text, claim) if entailment else None
        if probability is None:
            certain = attribution.strength >= (self._thresholds.sure + self._thresholds.possible) / 2
            verdict: Verdict = "supported" if certain else "unsupported"
            return Judgement(
                claim, verdict, attribution.strength, attribution, "" if certain else "no sentence says so"
            )
        if probability >= self._thresholds.entailed:
            return Judgement(claim, "supported", probability, attribution)
        return Judgement(claim, "unsupported", probability, attribution, "the cited sentence does not say so")


def _fault(claim: str, attribution: Attribution) -> str:
    missing = missing_quantities(claim, attribution.text)
    if missing:
        return f"the number {missing[0].value}{missing[0].kind} does not stand in the cited sentence"
    unknown = strangers(claim, attribution.paper)
    return f"{unknown[0]} is not in the cited abstract" if unknown else ""


def _quotation(claim: str, sentences: Sequence[Sentence]) -> Attribution | None:
    wanted = _plain(claim)
    for sentence in sentences:
        if wanted and wanted in _plain(sentence.text):
            return Attribution((sentence,), 1.0, 1.0)
    return None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", normalised(text)).strip().rstrip(".").casefold()
