"""Do the footnotes point where the answer stands?

Citation recall and precision are ALCE's (Gao, Yen, Yu and Chen 2023, "Enabling Large Language Models to
Generate Text with Citations"). ALCE asks an entailment model whether what is cited supports a statement;
here the gold annotation says so, which needs no model: a claim of the answer is a statement, and what is
cited supports it where it is gold. On the paper level the unit is a gold paper; on the sentence level it is a
sentence of `Paper.sentences` that a gold quote covers. A citation of a long span cites each of its sentences,
so that pointing at a whole abstract is not as good as pointing at the line.

All of it applies to answers to questions with gold evidence. A refusal has nothing to cite; the measures of
refusal count it.
"""

from dataclasses import dataclass

from evals.case import Case
from evals.metrics.spans import cited_sentences, gold_sentences

Unit = str | tuple[str, int]


@dataclass(frozen=True)
class Cited:
    """What the claims of one answer cite: for each claim, for each citation, the units it points at."""

    claims: tuple[tuple[frozenset[Unit], ...], ...]
    gold: frozenset[Unit]

    @property
    def precision(self) -> float | None:
        """The share of the cited units that are gold; None where nothing is cited."""
        units = [unit for claim in self.claims for citation in claim for unit in citation]
        return sum(unit in self.gold for unit in units) / len(units) if units else None

    @property
    def recall(self) -> float:
        """The share of the claims of which a citation points at gold."""
        supported = [any(citation & self.gold for citation in claim) for claim in self.claims]
        return sum(supported) / len(supported)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; 0 where nothing is cited."""
        total = (self.precision or 0.0) + self.recall
        return 2 * (self.precision or 0.0) * self.recall / total if total else 0.0

    @property
    def coverage(self) -> float:
        """The share of the gold units that are cited."""
        units = {unit for claim in self.claims for citation in claim for unit in citation}
        return len(self.gold & units) / len(self.gold)


def paper_citation_precision(case: Case) -> float | None:
    """The share of the citations of an answer that point at a gold paper (ALCE)."""
    cited = _papers(case)
    return cited.precision if cited else None


def paper_citation_recall(case: Case) -> float | None:
    """The share of the claims of an answer that cite at least one gold paper (ALCE)."""
    cited = _papers(case)
    return cited.recall if cited else None


def paper_citation_f1(case: Case) -> float | None:
    """The harmonic mean of citation precision and recall on the paper level; 0 where nothing is cited."""
    cited = _papers(case)
    return cited.f1 if cited else None


def paper_coverage(case: Case) -> float | None:
    """The share of the gold papers that the answer cites: how complete a list or a comparison is."""
    cited = _papers(case)
    return cited.coverage if cited else None


def sentence_citation_precision(case: Case) -> float | None:
    """The share of the cited sentences, over all citations of an answer, that are gold (ALCE)."""
    cited = _sentences(case)
    return cited.precision if cited else None


def sentence_citation_recall(case: Case) -> float | None:
    """The share of the claims of an answer that cite at least one gold sentence (ALCE)."""
    cited = _sentences(case)
    return cited.recall if cited else None


def sentence_citation_f1(case: Case) -> float | None:
    """The harmonic mean of citation precision and recall on the sentence level; 0 where nothing is cited."""
    cited = _sentences(case)
    return cited.f1 if cited else None


def _papers(case: Case) -> Cited | None:
    gold = frozenset[Unit](case.question.papers)
    if case.refused or not case.answer.claims or not gold:
        return None
    return Cited(
        claims=tuple(
            tuple(frozenset[Unit]({citation.paper.id}) for citation in claim.citations)
            for claim in case.answer.claims
        ),
        gold=gold,
    )


def _sentences(case: Case) -> Cited | None:
    gold = _gold_sentences(case)
    if case.refused or not case.answer.claims or not gold:
        return None
    return Cited(
        claims=tuple(
            tuple(frozenset[Unit](cited_sentences(citation)) for citation in claim.citations)
            for claim in case.answer.claims
        ),
        gold=gold,
    )


def _gold_sentences(case: Case) -> frozenset[Unit]:
    return frozenset(
        unit for gold in case.question.sentences for unit in gold_sentences(gold, case.papers[gold.paper])
    )
