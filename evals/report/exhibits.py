"""Failures as exhibits: everything there is to see about a question that went wrong."""

from collections.abc import Iterable, Sequence

from evals.case import Case
from evals.failures import MEANINGS, Step, lost_at
from evals.metrics.spans import cited_sentences, gold_sentences
from evals.report.document import Cell, Exhibit, Gallery, Passage, Section, Table
from evals.report.wording import STATUS_NAMES, TYPE_NAMES
from rag.values import Citation, Evidence


def failures(cases: Sequence[Case]) -> Section:
    """The chapter on failures."""
    found = galleries(cases)
    total = sum(len(gallery.exhibits) for gallery in found)
    counts = Table(
        columns=("Lost at", "Questions", "Meaning"),
        rows=tuple((Cell(g.title), Cell(str(len(g.exhibits))), Cell(g.meaning)) for g in found),
    )
    lead = f"{total} of {len(cases)} questions, by the step that lost them."
    return Section("Failures", lead, tables=(counts,) if found else (), galleries=found)


def galleries(cases: Iterable[Case]) -> tuple[Gallery, ...]:
    """The failures, by the step that lost them."""
    by_step: dict[Step, list[Exhibit]] = {step: [] for step in MEANINGS}
    for case in cases:
        if step := lost_at(case):
            by_step[step].append(exhibit(case, step))
    return tuple(
        Gallery(step, MEANINGS[step], tuple(exhibits)) for step, exhibits in by_step.items() if exhibits
    )


def exhibit(case: Case, step: str) -> Exhibit:
    """One case, to be read."""
    question, answer = case.question, case.answer
    return Exhibit(
        id=question.id,
        type=TYPE_NAMES[question.type],
        step=step,
        question=question.question,
        history=tuple((turn.role, turn.content) for turn in question.history),
        understood=answer.question if answer.question != question.question else "",
        expected=_expected(case),
        gold=tuple(Passage(_title(case, gold.paper), gold.quote) for gold in question.sentences),
        status=STATUS_NAMES[answer.status] if not case.error else "failed",
        answer=answer.text,
        cited=tuple(_passage(item, case) for claim in answer.claims for item in claim.citations),
        evidence=tuple(_passage(item, case) for item in answer.evidence),
        dropped=tuple((item.text, item.reason) for item in answer.dropped),
        error=case.error,
    )


def _expected(case: Case) -> tuple[str, ...]:
    """What a right answer would have been, in a few lines."""
    question = case.question
    statuses = " or ".join(STATUS_NAMES[status] for status in question.statuses)
    says = [f"says: {' or '.join(fact)}" for fact in question.facts]
    avoids = [f"does not say: {string}" for string in question.forbidden]
    return (statuses, *says, *avoids)


def _passage(item: Citation | Evidence, case: Case) -> Passage:
    """A cited or shown sentence, and whether it is gold."""
    text = item.quote if isinstance(item, Citation) else item.text
    citation = Citation(0, item.paper, text, item.start, item.end)
    gold = {
        unit
        for sentence in case.question.sentences
        for unit in gold_sentences(sentence, case.papers[sentence.paper])
    }
    return Passage(item.paper.title, text, gold=bool(cited_sentences(citation) & gold))


def _title(case: Case, paper: str) -> str:
    return case.papers[paper].title
