"""The report of a run of answers."""

from evals.errors import EvaluationError
from evals.failures import lost_at
from evals.measures import MEASURES, PRIMARY
from evals.metrics.bootstrap import Interval
from evals.metrics.cost import seconds_by_step
from evals.metrics.measure import Measure
from evals.metrics.refusals import confusion
from evals.record import Record
from evals.report.cost import cost
from evals.report.document import Document, Tile
from evals.report.exhibits import failures, outcomes
from evals.report.opinions import opinions
from evals.report.provenance import provenance
from evals.report.quality import Scored, all_measures, by_type, confidence, states
from evals.report.verdict import verdict
from evals.report.wording import between, number
from evals.run import RunFolder
from evals.scoring import compare_cases, score, score_by_type
from rag.values import NO_MODEL

_TILES = ("all_right", "refusal_f1", "sentence_citation_f1", "number_grounding")


def answers_document(run: RunFolder) -> Document:
    """The report of a run, with its rival where that was measured too.

    Raises:
        ReadError: the folder holds no run.
        EvaluationError: no question of the run has a result.
        MissingExtraError: matplotlib is not installed.
    """
    record, cases, rival = run.record, run.cases("answers"), run.cases("baseline")
    if not cases:
        raise EvaluationError(f"The run in {run.path} has no results.", remedy="Resume it, then report.")
    scored = Scored(
        ours=score(cases),
        rival=score(rival) if rival else {},
        against=compare_cases(rival, cases) if rival else {},
    )
    return Document(
        kind="answers",
        title="Answers",
        subtitle=_subtitle(record),
        verdict=verdict(cases, scored.ours, scored.against),
        tiles=tuple(_tile(one, scored.ours[one.name]) for one in MEASURES if one.name in _TILES),
        sections=(
            outcomes(cases),
            all_measures(scored),
            by_type(cases, rival),
            confidence(cases, rival),
            states(cases),
            *opinions(cases, run.judges()),
            cost(cases, run.peak_memory()),
            failures(cases),
            provenance(record),
        ),
        data={
            "record": record.to_dict(),
            "questions": len(cases),
            "scores": scored.ours,
            "baseline": scored.rival,
            "against_baseline": scored.against,
            "by_type": score_by_type(cases, PRIMARY),
            "confusion": confusion(cases),
            "seconds": seconds_by_step(cases),
            "lost": {case.question.id: step for case in cases if (step := lost_at(case))},
        },
    )


def _subtitle(record: Record) -> str:
    halves = {"dev": "development questions", "test": "test questions"}
    by = "quotations alone, no chat model" if record.model == NO_MODEL else record.model
    return f"{halves.get(record.split, 'questions')}, answered by {by}, {record.created[:10]}"


def _tile(measure: Measure, interval: Interval) -> Tile:
    bounds = between(interval, measure.unit)
    note = f"{bounds}, n = {interval.n}" if bounds else "nothing to measure"
    return Tile(number(interval.value, measure.unit), measure.title, note)
