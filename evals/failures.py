"""Which step of the pipeline lost a question."""

from collections.abc import Sequence
from typing import Literal

from evals.case import Case
from evals.matching import says_any
from evals.metrics.facts import all_right, facts_outside_evidence, missing_facts, says_forbidden
from evals.metrics.grounding import ungrounded_numbers

Step = Literal[
    "failed",
    "not retrieved",
    "not in evidence",
    "misread",
    "wrongly dropped",
    "wrongly kept",
    "wrongly refused",
    "wrongly answered",
    "wrong state",
]
MEANINGS: dict[Step, str] = {
    "failed": "The question ended in an error.",
    "not retrieved": "A paper that holds a missing fact was not found.",
    "not in evidence": "The paper was found, but no sentence with the fact was shown to the model.",
    "misread": "The fact was shown to the model, and the draft did not say it.",
    "wrongly dropped": "The draft said the fact, and the check dropped it.",
    "wrongly kept": "The answer says what it must not, or a number that its footnotes do not have.",
    "wrongly refused": "The fact was shown, nothing true was dropped, and still it refused.",
    "wrongly answered": "It answered what the abstracts do not say.",
    "wrong state": "It refused rightly, but for the wrong reason.",
}


def lost_at(case: Case) -> Step | None:
    """The first step that went wrong, or None where the answer is all right."""
    if case.error:
        return "failed"
    if all_right(case):
        return None
    if says_forbidden(case):
        return "wrongly kept"
    if case.question.must_refuse:
        return "wrong state" if case.refused else "wrongly answered"
    return _lost_fact(case)


def _lost_fact(case: Case) -> Step:
    """Where a question that can be answered lost a key fact."""
    missing = missing_facts(case)
    if any(papers.isdisjoint(_found(case)) for papers in _wanted(missing, case)):
        return "not retrieved"
    if set(missing) & set(facts_outside_evidence(case)):
        return "not in evidence"
    dropped = "\n".join(item.text for item in case.answer.dropped)
    if any(says_any(dropped, fact) for fact in missing):
        return "wrongly dropped"
    if case.refused:
        return "wrongly refused"
    return "wrongly kept" if ungrounded_numbers(case) else "misread"


def _found(case: Case) -> set[str]:
    return {*case.retrieved, *(item.paper.id for item in case.answer.evidence)}


def _wanted(missing: Sequence[tuple[str, ...]], case: Case) -> list[set[str]]:
    """For each missing fact the gold papers that say it; without facts, all gold papers."""
    gold = [case.papers[name] for name in case.question.papers]
    if not missing:
        return [{paper.id for paper in gold}] if gold else []
    return [
        {paper.id for paper in gold if says_any(f"{paper.title} | {paper.abstract}", fact)}
        for fact in missing
    ]
