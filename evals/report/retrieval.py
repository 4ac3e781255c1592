"""The report of a retrieval run."""

from collections.abc import Mapping

import numpy as np

from evals.beir import Collection
from evals.metrics.bootstrap import Interval, bootstrap
from evals.metrics.measure import Floats, mean
from evals.metrics.paired import Difference, compare_rows
from evals.ranking import RANKING_MEASURES
from evals.report import charts
from evals.report.document import Cell, Document, Picture, Section, Table, Tile
from evals.report.provenance import made_with
from evals.report.wording import between, difference_cell, interval_cell, number, probability
from evals.retrieval import RetrievalScores

_FIRST = RANKING_MEASURES[0]
_CAPTION = "Each measure for each way of searching, with 95 % intervals."


def retrieval_document(
    collection: Collection, found: Mapping[str, RetrievalScores], parts: Mapping[str, str]
) -> Document:
    """The report of one collection; the first way of searching is the product's own.

    Args:
        collection: what was searched.
        found: the scores of each way of searching.
        parts: what the figures depend on, by name.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    intervals = {name: _intervals(its) for name, its in found.items()}
    own, *others = found
    against = {
        name: {measure: _compare(found[name], found[own], measure) for measure in RANKING_MEASURES}
        for name in others
    }
    size = f"{len(collection.papers):,} papers, {len(collection.queries)} queries"
    return Document(
        kind="retrieval",
        title=f"Retrieval on {collection.name}",
        subtitle=size,
        verdict=_verdict(intervals, against, own),
        tiles=tuple(_tile(name, its[_FIRST]) for name, its in intervals.items()),
        sections=(
            _scores(intervals),
            _changes(against, own),
            _seconds(found),
            made_with(parts),
        ),
        data={
            "papers": len(collection.papers),
            "queries": len(collection.queries),
            "scores": intervals,
            f"{own}_against": against,
            "seconds_median": {name: float(np.median(its.seconds)) for name, its in found.items()},
            "made_with": dict(parts),
        },
    )


def _intervals(found: RetrievalScores) -> dict[str, Interval]:
    return {measure: bootstrap(_column(found.scores[measure]), mean) for measure in RANKING_MEASURES}


def _compare(before: RetrievalScores, after: RetrievalScores, measure: str) -> Difference:
    return compare_rows(_column(before.scores[measure]), _column(after.scores[measure]), mean)


def _column(scores: Floats) -> Floats:
    return scores[:, np.newaxis]


def _verdict(
    intervals: Mapping[str, Mapping[str, Interval]], against: Mapping[str, Mapping[str, Difference]], own: str
) -> tuple[str, ...]:
    best = intervals[own][_FIRST]
    first = (
        f"{own.capitalize()} search reaches {_FIRST} {number(best.value, 'area')} ({between(best, 'area')})."
    )
    return (first, *(_sentence(name, its[_FIRST], own) for name, its in against.items()))


def _sentence(name: str, difference: Difference, own: str) -> str:
    before, p = number(difference.before, "area"), probability(difference.p)
    if not difference.significant:
        return f"Between {own} and {name} ({before}) there is no difference beyond noise ({p})."
    better = "better" if difference.change.value > 0 else "worse"
    return f"{own.capitalize()} is {better} than {name} ({before}, {p})."


def _tile(name: str, interval: Interval) -> Tile:
    return Tile(number(interval.value, "area"), f"{name}, {_FIRST}", between(interval, "area"))


def _scores(intervals: Mapping[str, Mapping[str, Interval]]) -> Section:
    series = [charts.Series(name, its) for name, its in intervals.items()]
    return Section(
        "Scores",
        "Means over queries, with 95 % bootstrap intervals.",
        pictures=(Picture(charts.dots(RANKING_MEASURES, series, "Mean over queries", "{x:.1f}"), _CAPTION),),
        tables=(
            Table(
                columns=("Search", *RANKING_MEASURES),
                rows=tuple(
                    (Cell(name), *(interval_cell(its[measure], "area") for measure in RANKING_MEASURES))
                    for name, its in intervals.items()
                ),
            ),
        ),
    )


def _changes(against: Mapping[str, Mapping[str, Difference]], own: str) -> Section:
    return Section(
        f"What {own} search changes",
        "Paired by query: the change, its 95 % interval, and a randomisation test.",
        tables=(
            Table(
                columns=("Against", *RANKING_MEASURES),
                rows=tuple((Cell(name), *_change_cells(its)) for name, its in against.items()),
            ),
        ),
    )


def _change_cells(differences: Mapping[str, Difference]) -> list[Cell]:
    return [difference_cell(differences[name], "area", higher_is_better=True) for name in RANKING_MEASURES]


def _seconds(found: Mapping[str, RetrievalScores]) -> Section:
    return Section(
        "Time",
        "Seconds for one query.",
        tables=(
            Table(
                columns=("Search", "Median", "95th percentile"),
                rows=tuple(
                    (Cell(name), *(Cell(f"{s:.4f}") for s in np.percentile(its.seconds, [50, 95])))
                    for name, its in found.items()
                ),
            ),
        ),
    )
