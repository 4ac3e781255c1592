"""Failures as exhibits: everything there is to see about a question that went wrong."""

from collections import Counter
from collections.abc import Iterable, Sequence

from evals.case import Case
from evals.failures import MEANINGS, Step, lost_at
from evals.matching import stands_in
from evals.metrics.facts import missing_facts
from evals.metrics.spans import cited_sentences, gold_sentences
from evals.report import charts
from evals.report.document import Cell, Exhibit, Gallery, Passage, Picture, Section, Table
from evals.report.wording import STATUS_NAMES, TYPE_NAMES
from rag.values import Citation, Evidence


def outcomes(cases: Sequence[Case]) -> Section:
    """The chapter on what became of the questions: all right, or lost at which step."""
    lost = Counter(step for case in cases if (step := lost_at(case)))
    counts: dict[str, int] = {"all right": len(cases) - lost.total()}
    counts |= {step: lost[step] for step in MEANINGS if lost[step]}
    return Section(
        "What became of the questions",
        "Each is all right, or was lost at the first step that went wrong.",
        pictures=(Picture(charts.count_bars(counts, "Questions"), "Questions by what became of them."),),
    )


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


def _expected(case: Case) -> tuple[Cell, ...]:
    """What a right answer would have been, line by line, and whether this one was."""
    question, missing = case.question, missing_facts(case)
    statuses = " or ".join(STATUS_NAMES[status] for status in question.statuses)
    met = not case.error and case.answer.status in question.statuses
    says = [_line(f"says: {' or '.join(fact)}", met=fact not in missing) for fact in question.facts]
    avoids = [
        _line(f"does not say: {string}", met=not stands_in(case.answer.text, string))
        for string in question.forbidden
    ]
    return (_line(statuses, met=met), *says, *avoids)


def _line(text: str, *, met: bool) -> Cell:
    return Cell(text, tone="good" if met else "bad")


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
