"""The report of a calibration: what was fitted, and the risk-coverage curves before and after."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from evals.calibration import Separation
from evals.fitting import Fitted, costs_of
from evals.report import charts
from evals.report.document import Cell, Document, Picture, Section, Table, Tile
from evals.report.provenance import made_with
from evals.report.wording import number
from rag.answering.answerability import Calibration, Calibrations
from rag.values import NO_MODEL


def calibration_document(
    fitted: Sequence[Fitted], proposed: Calibrations, shipped: Calibrations, parts: Mapping[str, str]
) -> Document:
    """The report of what was fitted.

    Args:
        fitted: the models that were.
        proposed: the whole calibration with them in it.
        shipped: the one that this version ships with.
        parts: what the figures depend on, by name.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    return Document(
        kind="calibration",
        title="Calibration",
        subtitle="Fitted to development questions; the new curves are of questions held out, in five folds",
        verdict=tuple(map(_sentence, fitted)),
        tiles=tuple(Tile(number(it.after.auroc, "area"), f"AUROC, {_name(it)}") for it in fitted),
        sections=(*(_section(it, shipped) for it in fitted), made_with(parts)),
        data={
            "calibration": asdict(proposed),
            "fitted": {
                it.model: {"questions": it.questions, "before": it.before, "after": it.after} for it in fitted
            },
            "made_with": dict(parts),
        },
    )


def as_calibration_json(calibrations: Calibrations) -> str:
    """The calibrations as `rag/calibration.json` holds them."""
    return json.dumps(asdict(calibrations), indent=2) + "\n"


def _name(it: Fitted) -> str:
    return "without a chat model" if it.model == NO_MODEL else f"with {it.model}"


def _sentence(it: Fitted) -> str:
    threshold = it.thresholds[len(it.thresholds) // 2]
    return (
        f"Answers {_name(it)}: the fitted confidence separates what to answer from what to refuse "
        f"with an AUROC of {number(it.after.auroc, 'area')}, the present one with "
        f"{number(it.before.auroc, 'area')}. Refusing below {threshold.value:.3f} answers "
        f"{number(threshold.answered_wrongly, 'share')} of what is to be refused, and refuses "
        f"{number(threshold.refused_wrongly, 'share')} of what is to be answered."
    )


def _section(it: Fitted, shipped: Calibrations) -> Section:
    present = shipped.of(it.model)
    curves = {"Fitted": it.after.curve, "Present": it.before.curve}
    return Section(
        f"Answers {_name(it)}",
        f"{it.questions} questions. The risk is the share of the answers that are of questions to refuse; "
        f"areas under the curves: {_area(it.after)} fitted, {_area(it.before)} present.",
        pictures=(Picture(charts.risk_curves(curves), f"Risk against coverage, answers {_name(it)}."),),
        tables=(_weights(it, present), _thresholds(it, present)),
    )


def _area(it: Separation) -> str:
    return number(it.aurc, "area")


def _weights(it: Fitted, present: Calibration) -> Table:
    names = dict.fromkeys((*it.weights, *present.weights))
    return Table(
        columns=("Signal", "Fitted weight", "Present weight"),
        rows=tuple((Cell(name), _weight(it.weights, name), _weight(present.weights, name)) for name in names),
    )


def _weight(weights: Mapping[str, float], name: str) -> Cell:
    return Cell(number(weights[name], "area") if name in weights else "none")


def _thresholds(it: Fitted, present: Calibration) -> Table:
    rows = zip(costs_of(it.model), it.thresholds, present.thresholds, strict=True)
    return Table(
        columns=(
            "Strictness",
            "Cost of a wrong answer",
            "Refuse below",
            "Present",
            "Answered wrongly",
            "Refused wrongly",
        ),
        rows=tuple(
            (
                Cell(f"{place / (len(it.thresholds) - 1):.2f}"),
                Cell(f"{cost:g}"),
                Cell(number(found.value, "area")),
                Cell(number(now, "area")),
                Cell(number(found.answered_wrongly, "share")),
                Cell(number(found.refused_wrongly, "share")),
            )
            for place, (cost, found, now) in enumerate(rows)
        ),
    )
