"""The verifier: one sentence in, a judgement with its citations out. It serves answers and texts alike."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rag.similarity import SentenceVectors
from rag.text import Idf, normalised, stems
from rag.verification.attribution import Attribution, Sentence, attributions, joined
from rag.verification.denials import negated
from rag.verification.quantities import figures
from rag.verification.rules import Broken, Fault, broken_rules
from rag.verification.support import support

Verdict = Literal["quoted", "supported", "contradicted", "unsupported"]
_REASONS: dict[Fault, str] = {
    "empty": "it says nothing that can be checked",
    "number": "the number {} does not stand in the cited sentence",
    "referent": "the cited sentence gives {} to something else",
    "name": "{} does not stand in the cited abstract",
    "subject": "the cited sentence is about {}",
    "strength": "the abstract does not say {}",
    "opposite": "the abstract says the opposite",
    "unsaid": "no sentence says so",
    "echo": "it only repeats the question",
    "aside": "it is beside the question",
}
Entailment = Callable[[str, str], float | None]
"""From a premise and a claim to the probability that the premise says so; None where it is unknown."""

BONUS_OF_FIGURES = 0.12
"""Figures that all stand in the cited sentences speak for a claim."""
OPPOSED = 0.3
"""The strength from which a sentence that goes against a claim contradicts it: it is about the same."""
PAPERS_TRIED = 3
STEMS_OF_A_CLAUSE = 2
_CLAUSES = re.compile(r"[,;]?\s+(?:while|whereas|but|because)\s+|;\s+|,?\s+and\s+(?=\S*[A-Z])")
_REASONED = re.compile(r"\s+because\s+")


@dataclass(frozen=True)
class Thresholds:
    """Where the strength of an attribution decides, and where the model is asked.

    `possible`: below this no sentence says so. `likely`: from here one does, where there is no model to ask.
    `sure`: from here the model is not asked, unless it is `thorough` to ask it of all that is possible.
    `entailed`: the model's probability from which it is believed; `doubted`: the same below `likely`, where
    words and meaning speak against it and no figure for it.
    """

    possible: float = 0.45
    likely: float = 0.585
    sure: float = 0.72
    entailed: float = 0.5
    doubted: float = 0.72
    thorough: bool = False


@dataclass(frozen=True)
class Judgement:
    """What became of a claim.

    `score` is the support found, from 0 to 1. A claim that fell has a fault, and the word at fault where
    there is one. `against` are the sentences of another paper that contradict a claim which stands.
    """

    claim: str
    verdict: Verdict
    score: float
    attribution: Attribution | None = None
    fault: Fault | None = None
    at_fault: str = ""
    against: Attribution | None = None

    @property
    def stands(self) -> bool:
        """Whether the claim may be shown as the abstracts' own."""
        return self.verdict in {"quoted", "supported"}

    @property
    def reason(self) -> str:
        """Why the claim fell, or who says otherwise, as a clause for people."""
        if self.against:
            return f"“{self.against.paper.title}” says otherwise"
        return _REASONS[self.fault].format(self.at_fault) if self.fault else ""


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
            return Judgement(claim, "unsupported", 0.0, fault="empty")
        quotation = _quotation(claim, sentences)
        if quotation is not None:
            verdict: Verdict = "quoted" if _is_verbatim(claim, quotation) else "supported"
            return Judgement(claim, verdict, 1.0, quotation)
        whole = self._judge_whole(claim, sentences, entailment)
        if whole.stands and not _REASONED.search(claim):
            return whole
        by_clauses = self._judge_clauses(claim, sentences, entailment)
        return by_clauses or (_without_ground(whole) if whole.stands else whole)

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
        judgements: list[Judgement] = []
        for attribution in attributions(claim, sentences, self._vectors, self._idf)[:PAPERS_TRIED]:
            standing = next((judgement for judgement in judgements if judgement.stands), None)
            if standing is None:
                judgements.append(self._hold(claim, attribution, entailment))
            elif self._contradicts(claim, attribution):
                return replace(standing, against=attribution)
        return _settled(judgements) or Judgement(claim, "unsupported", 0.0, fault="unsaid")

    def _contradicts(self, claim: str, attribution: Attribution) -> bool:
        if attribution.strength < self._thresholds.sure:
            return False
        return any(broken.contradicts for broken in broken_rules(claim, attribution))

    def _hold(self, claim: str, attribution: Attribution, entailment: Entailment | None) -> Judgement:
        strength = attribution.strength + BONUS_OF_FIGURES * bool(figures(claim))
        broken = next(broken_rules(claim, attribution), None)
        stated = None
        if entailment and self._is_worth_asking(claim, attribution, strength, broken):
            stated = entailment(attribution.text, claim)
        if broken is None and not self._convinces(strength, stated, bool(figures(claim))):
            broken = Broken("unsaid")
        return _judgement(claim, attribution, stated, broken)

    def _is_worth_asking(
        self, claim: str, attribution: Attribution, strength: float, broken: Broken | None
    ) -> bool:
        if self._thresholds.thorough or strength < self._thresholds.possible:
            return strength >= self._thresholds.possible
        sure = strength >= self._thresholds.sure and negated(claim) == negated(attribution.text)
        return not sure and broken is None

    def _convinces(self, strength: float, stated: float | None, has_figures: bool) -> bool:
        if stated is None:
            return strength >= self._thresholds.likely
        doubtful = strength < self._thresholds.likely and not has_figures
        return stated >= (self._thresholds.doubted if doubtful else self._thresholds.entailed)


def _judgement(
    claim: str, attribution: Attribution, stated: float | None, broken: Broken | None
) -> Judgement:
    score = support(attribution, stated, broken)
    if broken is None:
        return Judgement(claim, "supported", score, attribution)
    contradicted = broken.contradicts and attribution.strength >= OPPOSED
    verdict: Verdict = "contradicted" if contradicted else "unsupported"
    return Judgement(claim, verdict, score, attribution, broken.fault, broken.at_fault)


def _settled(judgements: Sequence[Judgement]) -> Judgement | None:
    """Of the papers' judgements the one that stands, with the sentences of a paper that said otherwise."""
    standing = next((judgement for judgement in judgements if judgement.stands), None)
    if standing is None:
        contradicted = (judgement for judgement in judgements if judgement.verdict == "contradicted")
        return next(contradicted, None) or (judgements[0] if judgements else None)
    against = next((it.attribution for it in judgements if it.verdict == "contradicted"), None)
    return replace(standing, against=against)


def _without_ground(judgement: Judgement) -> Judgement:
    """The judgement of a sentence that gives a reason for what nobody says: a true reason grounds nothing."""
    return replace(judgement, verdict="unsupported", fault="unsaid")


def _quotation(claim: str, sentences: Sequence[Sentence]) -> Attribution | None:
    """The whole sentence, or the run of whole sentences, that a claim is; a part of one is no quotation."""
    wanted = _plain(claim)
    for place in range(len(sentences) if wanted else 0):
        run = _run(wanted, sentences[place:])
        if run:
            return Attribution(run, 1.0, 1.0)
    return None


def _run(wanted: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The first sentences, of one paper, that say just what is wanted; none where they do not."""
    said = ""
    for count, sentence in enumerate(sentences, 1):
        said = f"{said} {sentence.text}"
        if sentence.paper != sentences[0].paper or not wanted.startswith(_plain(said)):
            return ()
        if wanted == _plain(said):
            return tuple(sentences[:count])
    return ()


def _is_verbatim(claim: str, quotation: Attribution) -> bool:
    return " ".join(claim.split()) in " ".join(quotation.text.split())


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", normalised(text)).strip().rstrip(".").casefold()
