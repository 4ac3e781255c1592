"""The chapters on quality: all measures, types of question, confidence, the three states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.case import Case
from evals.measures import FAMILIES, PRIMARY
from evals.metrics.bootstrap import Interval
from evals.metrics.measure import Measure, as_array
from evals.metrics.paired import Difference
from evals.metrics.refusals import STATUSES, confusion
from evals.metrics.risk import risk_coverage, risk_row
from evals.report import charts
from evals.report.document import Cell, Picture, Section, Table
from evals.report.wording import STATUS_NAMES, TYPE_NAMES, count_cell, difference_cell, interval_cell
from evals.scoring import score_by_type
from rag.values import Status

_RIVAL_NOTE = (
    "The rival is LlamaIndex's CitationQueryEngine over the same papers, Chroma, embedder and model. Each "
    "measure is tested at the 5 % level, so one in twenty differs by chance; the verdict rests on the first "
    "alone."
)


@dataclass(frozen=True)
class Scored:
    """Every measure by name: of the run, of its rival, and what the run changes against the rival.

    Without a rival the last two are empty.
    """

    ours: Mapping[str, Interval]
    rival: Mapping[str, Interval]
    against: Mapping[str, Difference]


def all_measures(scored: Scored) -> Section:
    """Every measure that applies to a question, and the rival beside it."""
    known = {
        family: [measure for measure in measures if scored.ours[measure.name].n]
        for family, measures in FAMILIES.items()
    }
    return Section(
        "Measures",
        "Over the questions that a measure applies to, with 95 % bootstrap intervals. A measure opens to its "
        f"definition. {_RIVAL_NOTE if scored.rival else ''}".rstrip(),
        tables=tuple(_family(family, its, scored) for family, its in known.items() if its),
    )


def by_type(cases: Sequence[Case], rival: Sequence[Case]) -> Section:
    """Which kinds of question are all right."""
    series = [_series("Footnote", cases), *([_series("Rival", rival)] if rival else [])]
    rows = tuple(series[0].values)
    return Section(
        "By type of question",
        "Which kinds of question are all right.",
        pictures=(
            Picture(charts.dots(rows, series, "All right"), "The share of questions all right, by type."),
        ),
        tables=(
            Table(
                columns=("Type", *(one.name for one in series), "n"),
                rows=tuple(_type_row(name, series) for name in rows),
                folded="The same in figures",
            ),
        ),
    )


def confidence(cases: Sequence[Case], rival: Sequence[Case]) -> Section:
    """Whether the surest answers are the right ones."""
    systems = {"Footnote": cases, **({"Rival": rival} if rival else {})}
    curves = {name: risk_coverage(as_array(map(risk_row, its))) for name, its in systems.items()}
    return Section(
        "Confidence",
        "Were only the surest answers given, how many of them would be wrong? A good confidence keeps the "
        "curve low on the left.",
        pictures=(Picture(charts.risk_curves(curves), "Risk against coverage (Geifman and El-Yaniv 2017)."),),
    )


def states(cases: Sequence[Case]) -> Section:
    """How the three states are told apart."""
    matrix = confusion(cases)
    return Section(
        "The three states",
        "The best status of each question, against the status that was given.",
        tables=(
            Table(
                columns=("Best", *(f"Given: {STATUS_NAMES[status]}" for status in STATUSES)),
                rows=tuple(_state_row(best, matrix[best]) for best in STATUSES),
            ),
        ),
    )


def _family(family: str, measures: Sequence[Measure], scored: Scored) -> Table:
    rival = ("Rival", "Change, paired") if scored.rival else ()
    return Table(
        columns=(family, "Footnote", *rival, "n"),
        rows=tuple(_row(measure, scored) for measure in measures),
        hints=tuple(measure.definition for measure in measures),
    )


def _row(measure: Measure, scored: Scored) -> tuple[Cell, ...]:
    ours = scored.ours[measure.name]
    cells = [Cell(measure.title), interval_cell(ours, measure.unit)]
    if scored.rival:
        change = scored.against[measure.name]
        cells.append(interval_cell(scored.rival[measure.name], measure.unit))
        cells.append(difference_cell(change, measure.unit, higher_is_better=measure.higher_is_better))
    return (*cells, Cell(str(ours.n)))


def _series(name: str, cases: Sequence[Case]) -> charts.Series:
    scores = score_by_type(cases, PRIMARY)
    return charts.Series(name, {TYPE_NAMES[kind]: interval for kind, interval in scores.items()})


def _type_row(name: str, series: Sequence[charts.Series]) -> tuple[Cell, ...]:
    values = [one.values.get(name) for one in series]
    cells = [interval_cell(value, "share") if value else Cell("") for value in values]
    return (Cell(name), *cells, Cell(str(series[0].values[name].n)))


def _state_row(best: Status, given: Mapping[Status, int]) -> tuple[Cell, ...]:
    """One row of the matrix; what is on the diagonal is good, what is off it bad."""
    return (
        Cell(STATUS_NAMES[best]),
        *(count_cell(given[status], right=status == best) for status in STATUSES),
    )
