"""The chapter on what language models hold of the answers."""

from collections.abc import Iterable, Sequence

from evals.case import Case
from evals.judge import Opinion
from evals.log import Log
from evals.metrics.bootstrap import bootstrap
from evals.metrics.facts import all_right
from evals.metrics.measure import Row, as_array, mean
from evals.report.document import Cell, Section, Table
from evals.report.wording import interval_cell


def opinions(cases: Sequence[Case], judges: Iterable[Log[Opinion]]) -> tuple[Section, ...]:
    """The share of the answers that each judge finds correct; no chapter where nobody judged."""
    rows = tuple(row for log in judges if (row := _row(cases, list(log.read().values()))))
    if not rows:
        return ()
    return (
        Section(
            "Judged",
            "What language models hold of the answers: opinions, not measurements. Agreement is how often an "
            "opinion is that of the key facts.",
            tables=(Table(("Judge", "Found correct", "Agreement", "n"), rows),),
        ),
    )


def _row(cases: Sequence[Case], held: Sequence[Opinion]) -> tuple[Cell, ...]:
    known = {opinion.id: opinion for opinion in held if not opinion.error}
    pairs = [(case, known[case.id]) for case in cases if case.id in known]
    if not pairs:
        return ()
    correct: list[Row] = [(float(opinion.correct),) for _, opinion in pairs]
    agreed: list[Row] = [(float(opinion.correct == bool(all_right(case))),) for case, opinion in pairs]
    shares = [interval_cell(bootstrap(as_array(rows), mean), "share") for rows in (correct, agreed)]
    return (Cell(f"{pairs[0][1].judge} (judged)"), *shares, Cell(str(len(pairs))))
