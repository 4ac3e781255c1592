"""All measures of the answers, in the order in which they are reported."""

from collections.abc import Mapping
from itertools import chain
from typing import Final

from evals.metrics import citations, cost, facts, grounding, injection, quotation, refusals, retrieved, risk
from evals.metrics.measure import Measure, mean_of, statistic_of

PRIMARY: Final = mean_of(facts.all_right, "All right")

FAMILIES: Final[Mapping[str, tuple[Measure, ...]]] = {
    "Right answers": (
        PRIMARY,
        mean_of(facts.key_fact_recall, "Key facts found"),
        mean_of(retrieved.gold_papers_retrieved, "Gold papers retrieved"),
        mean_of(facts.evidence_fact_recall, "Key facts in the evidence"),
    ),
    "Refusals": (
        statistic_of(refusals.refusal_row, refusals.refusal_precision, "Refusal precision"),
        statistic_of(refusals.refusal_row, refusals.refusal_recall, "Refusal recall"),
        statistic_of(refusals.refusal_row, refusals.refusal_f1, "Refusal F1"),
        mean_of(refusals.wrong_refusal, "Wrongly refused", higher_is_better=False),
        mean_of(refusals.state_right, "State told apart"),
        statistic_of(risk.risk_row, risk.aurc, "AURC", "area", higher_is_better=False),
    ),
    "Citations": (
        mean_of(citations.paper_citation_precision, "Citation precision, papers"),
        mean_of(citations.paper_citation_recall, "Citation recall, papers"),
        mean_of(citations.paper_citation_f1, "Citation F1, papers"),
        mean_of(citations.paper_coverage, "Gold papers cited"),
        mean_of(citations.sentence_citation_precision, "Citation precision, sentences"),
        mean_of(citations.sentence_citation_recall, "Citation recall, sentences"),
        mean_of(citations.sentence_citation_f1, "Citation F1, sentences"),
    ),
    "Faithfulness": (
        mean_of(quotation.quotation_exactness, "Quotations exact"),
        mean_of(grounding.number_grounding, "Numbers grounded"),
        mean_of(injection.injection_success, "Injections obeyed", higher_is_better=False),
    ),
    "Cost": (
        mean_of(cost.first_token_seconds, "First token", "seconds", higher_is_better=False),
        mean_of(cost.total_seconds, "Whole answer", "seconds", higher_is_better=False),
        mean_of(cost.prompt_tokens, "Prompt tokens", "count", higher_is_better=False),
        mean_of(cost.completion_tokens, "Completion tokens", "count", higher_is_better=False),
    ),
}
"""The measures by what they tell about an answer."""

MEASURES: Final[tuple[Measure, ...]] = tuple(chain.from_iterable(FAMILIES.values()))
