"""The report of a claim-verification run."""

from collections.abc import Mapping, Sequence

from evals.checking import VERDICTS, Checked
from evals.metrics.bootstrap import Interval, bootstrap
from evals.metrics.measure import Unit, as_array
from evals.metrics.verification import accuracy, macro_f1, matrix, separations, verification_row
from evals.report.document import Cell, Document, Section, Table, Tile
from evals.report.provenance import made_with
from evals.report.wording import between, count_cell, interval_cell, number


def checking_document(name: str, checked: Sequence[Checked], parts: Mapping[str, str]) -> Document:
    """The report of the pairs that were checked.

    Args:
        name: of the set of pairs.
        checked: what was found of each.
        parts: what the figures depend on, by name.
    """
    done = [it for it in checked if not it.error]
    scores = verification_scores(done)
    return Document(
        kind="checking",
        title=f"Checking on {name}",
        subtitle=f"{len(done)} claims, each held against one abstract",
        verdict=_verdict(scores, len(done), len(checked) - len(done)),
        tiles=tuple(_tile(title, it) for title, it in scores.items()),
        sections=(_measures(scores), _matrix(done), made_with(parts)),
        data={
            "pairs": len(done),
            "failed": len(checked) - len(done),
            "scores": scores,
            "matrix": matrix(done),
            "made_with": dict(parts),
        },
    )


def verification_scores(checked: Sequence[Checked]) -> dict[str, Interval]:
    """Accuracy, macro-F1 and the AUC of each two classes, by their titles."""
    rows = as_array(map(verification_row, checked))
    statistics = {"Accuracy": accuracy, "Macro-F1": macro_f1}
    separating = {f"AUC, {classes}": statistic for classes, statistic in separations().items()}
    return {title: bootstrap(rows, statistic) for title, statistic in {**statistics, **separating}.items()}


def _verdict(scores: Mapping[str, Interval], pairs: int, failed: int) -> tuple[str, ...]:
    accuracy_, f1 = scores["Accuracy"], scores["Macro-F1"]
    told = (
        f"Of {pairs} claims {number(accuracy_.value, 'share')} are judged rightly "
        f"(95 % interval {between(accuracy_, 'share')}); macro-F1 is {number(f1.value, 'share')}."
    )
    return (told, f"{failed} pairs ended in an error and are left out.") if failed else (told,)


def _tile(title: str, interval: Interval) -> Tile:
    return Tile(number(interval.value, _unit(title)), title, between(interval, _unit(title)))


def _unit(title: str) -> Unit:
    return "area" if title.startswith("AUC") else "share"


def _measures(scores: Mapping[str, Interval]) -> Section:
    return Section(
        "Measures",
        "Three verdicts: supported, contradicted, unsupported. An AUC is how often a claim of the first "
        "class has more support than one of the second.",
        tables=(
            Table(
                columns=("Measure", "Value", "n"),
                rows=tuple(
                    (Cell(title), interval_cell(it, _unit(title)), Cell(str(it.n)))
                    for title, it in scores.items()
                ),
            ),
        ),
    )


def _matrix(checked: Sequence[Checked]) -> Section:
    counts = matrix(checked)
    return Section(
        "Verdicts",
        "What is true, against what was found.",
        tables=(
            Table(
                columns=("Label", *(f"Found: {verdict}" for verdict in VERDICTS)),
                rows=tuple(
                    (Cell(label), *(count_cell(counts[label][it], right=label == it) for it in VERDICTS))
                    for label in VERDICTS
                ),
            ),
        ),
    )
