"""The report of two runs side by side: before and after."""

from collections.abc import Mapping, Sequence

from evals.case import Case
from evals.comparison import Comparison
from evals.failures import lost_at
from evals.measures import MEASURES, PRIMARY
from evals.metrics.measure import Measure
from evals.metrics.paired import Difference
from evals.report import charts
from evals.report.document import Cell, Document, Gallery, Picture, Section, Table
from evals.report.exhibits import exhibit
from evals.report.provenance import made_with
from evals.report.verdict import change
from evals.report.wording import TYPE_NAMES, difference_cell, number
from evals.scoring import score_by_type


def comparison_document(comparison: Comparison) -> Document:
    """The report of a comparison.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    differences = comparison.differences
    return Document(
        kind="comparison",
        title="Before and after",
        subtitle=f"{len(comparison.pairs)} questions that both runs were asked",
        verdict=(
            change(differences[PRIMARY.name], "the first run", "the second run"),
            f"{len(comparison.fixed)} questions were mended, {len(comparison.broken)} were broken.",
            _changed(comparison.changed),
        ),
        tiles=(),
        sections=(
            _measures(differences),
            _types(comparison),
            Section("Questions that changed sides", galleries=_sides(comparison)),
            made_with({name: _both(comparison, name) for name in comparison.changed}),
        ),
        data={
            "before": comparison.before.to_dict(),
            "after": comparison.after.to_dict(),
            "questions": len(comparison.pairs),
            "differences": differences,
            "fixed": [case.question.id for case in comparison.fixed],
            "broken": [case.question.id for case in comparison.broken],
        },
    )


def _changed(names: Sequence[str]) -> str:
    return f"The runs differ in: {', '.join(names)}." if names else "The runs were made in the same state."


def _both(comparison: Comparison, name: str) -> str:
    before, after = (record.to_dict()[name] for record in (comparison.before, comparison.after))
    if isinstance(before, dict) and isinstance(after, dict):
        keys = sorted(key for key in before | after if before.get(key) != after.get(key))
        return "; ".join(f"{key}: {before.get(key)} → {after.get(key)}" for key in keys)
    return f"{before} → {after}"


def _measures(differences: Mapping[str, Difference]) -> Section:
    known = [measure for measure in MEASURES if differences[measure.name].change.n]
    return Section(
        "Measures",
        "Paired by question, over those that a measure applies to in both runs.",
        tables=(
            Table(
                columns=("Measure", "Before", "After", "Change", "n"),
                rows=tuple(_row(measure, differences[measure.name]) for measure in known),
                hints=tuple(measure.definition for measure in known),
                note="Each measure is tested at the 5 % level, so one in twenty differs by chance.",
            ),
        ),
    )


def _row(measure: Measure, difference: Difference) -> tuple[Cell, ...]:
    return (
        Cell(measure.title),
        Cell(number(difference.before, measure.unit)),
        Cell(number(difference.after, measure.unit)),
        difference_cell(difference, measure.unit, higher_is_better=measure.higher_is_better),
        Cell(str(difference.change.n)),
    )


def _types(comparison: Comparison) -> Section:
    after = _series("After", [second for _, second in comparison.pairs])
    before = _series("Before", [first for first, _ in comparison.pairs])
    drawn = charts.dots(tuple(after.values), [after, before], "All right")
    caption = "The share of questions all right, by type, before and after."
    return Section("By type of question", pictures=(Picture(drawn, caption),))


def _series(name: str, cases: Sequence[Case]) -> charts.Series:
    scores = score_by_type(cases, PRIMARY)
    return charts.Series(name, {TYPE_NAMES[kind]: interval for kind, interval in scores.items()})


def _sides(comparison: Comparison) -> tuple[Gallery, ...]:
    broken = tuple(exhibit(case, lost_at(case) or "") for case in comparison.broken)
    fixed = tuple(exhibit(case, "") for case in comparison.fixed)
    galleries = (
        Gallery("broken", "All right before, and no longer.", broken),
        Gallery("mended", "All right now, and not before.", fixed),
    )
    return tuple(gallery for gallery in galleries if gallery.exhibits)
