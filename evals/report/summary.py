"""The summary of several reports: their figures, and the commands that gave them, as one Markdown page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import ReadError
from evals.measures import MEASURES
from evals.metrics.bootstrap import Interval
from evals.metrics.measure import Measure, Unit
from evals.report.wording import STEP_NAMES, TYPE_NAMES, between, number, probability, signed

_HEAD = """# Results

Written by `footnote eval results` from the reports of the commands below; nothing here was typed by hand.
Means come with 95 % bootstrap intervals; p-values are of paired tests on the same questions. Nothing was
tuned on the test half. Seconds are of the machine that ran them: compare them with each other, not with
yours."""
_NAN = float("nan")
# Pictures stand alone here, so each brings the colours of light and dark.
_COLOURS = """<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  svg { --ink: #e9e6df; --muted: #9aa4b2; --line: #343c46;
    --ours: #4fc3bd; --rival: #e2995a; --third: #b7a0ee; }
}
</style>"""


@dataclass(frozen=True)
class Summary:
    """A page of Markdown, and the pictures that it shows, by file name."""

    text: str
    pictures: Mapping[str, str]


def read_report(folder: Path) -> dict[str, Any]:
    """What the `report.json` of a folder says.

    Raises:
        ReadError: there is none, or it is no report.
    """
    try:
        report = json.loads((folder / "report.json").read_text("utf-8"))
        return {**report, "name": folder.resolve().name, "kind": report["kind"]}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ReadError(
            f"{folder} holds no report.json that can be read.",
            remedy="Name a folder that a `footnote eval` command has written.",
        ) from error


def summarise(reports: Sequence[Mapping[str, Any]], pictures_in: str) -> Summary:
    """The page of some reports, in their order.

    Args:
        reports: as `read_report` gives them.
        pictures_in: the folder of the pictures, as the page names it.
    """
    pictures = {
        f"{report['name']}-{place}.svg": _alone(picture["svg"])
        for report in reports
        for place, picture in enumerate(report["pictures"], start=1)
    }
    lines = [_HEAD, *_glance([it for it in reports if it["kind"] == "answers"])]
    for report in reports:
        lines.extend(_chapter(report, pictures_in))
    return Summary("\n".join(lines).rstrip() + "\n", pictures)


def _chapter(report: Mapping[str, Any], pictures_in: str) -> Iterator[str]:
    yield from ("", f"## {report['title']}: {report['subtitle']}", "")
    yield from (f"    {command}" for command in [_command(report)] if command)
    yield ""
    yield from (f"- {sentence}" for sentence in report["verdict"])
    yield from _figures(report)
    for place, picture in enumerate(report["pictures"], start=1):
        yield from ("", f"![{picture['caption']}]({pictures_in}/{report['name']}-{place}.svg)")


def _command(report: Mapping[str, Any]) -> str:
    return str((report.get("record") or report.get("made_with") or {}).get("command", ""))


def _figures(report: Mapping[str, Any]) -> Iterator[str]:
    match report["kind"]:
        case "answers":
            yield from _answers(report)
        case "retrieval":
            yield from _retrieval(report)
        case "checking":
            yield from _rows(
                ("Measure", "Value"), ([name, _cell(it, _unit(name))] for name, it in _scores(report))
            )
        case _:
            return


def _glance(runs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """All runs of answers side by side."""
    if not runs:
        return
    yield from ("", "## At a glance")
    names = [f"{run['record']['model']}, {run['questions']} questions ({run['name']})" for run in runs]
    yield from _rows(
        ("Measure", *names),
        (
            [measure.title, *(_cell(run["scores"].get(measure.name), measure.unit) for run in runs)]
            for measure in MEASURES
            if any(_applies(measure, run) for run in runs)
        ),
    )


def _answers(report: Mapping[str, Any]) -> Iterator[str]:
    rival = ("LlamaIndex baseline", "Change, paired") if report["baseline"] else ()
    known = [measure for measure in MEASURES if _applies(measure, report)]
    yield from _rows(("Measure", "Footnote", *rival, "n"), (_measure(measure, report) for measure in known))
    kinds = report["by_type"].items()
    yield from _rows(
        ("All right, by type", "Footnote", "n"),
        ([TYPE_NAMES[kind], _cell(it, "share"), str(it["n"])] for kind, it in kinds),
    )
    yield from _rows(
        ("Seconds by step", "median", "95th percentile"),
        (
            [STEP_NAMES.get(step, step), f"{it['median']:.2f}", f"{it['p95']:.2f}"]
            for step, it in report["seconds"].items()
        ),
    )


def _applies(measure: Measure, report: Mapping[str, Any]) -> bool:
    return bool(report["scores"].get(measure.name, {}).get("n"))


def _measure(measure: Measure, report: Mapping[str, Any]) -> list[str]:
    ours = report["scores"][measure.name]
    cells = [measure.title, _cell(ours, measure.unit)]
    if report["baseline"]:
        change = report["against_baseline"][measure.name]
        moved = f"{signed(_value(change['change']['value']), measure.unit)}, {probability(change['p'])}"
        cells += [_cell(report["baseline"][measure.name], measure.unit), moved]
    return [*cells, str(ours["n"])]


def _retrieval(report: Mapping[str, Any]) -> Iterator[str]:
    measures = list(next(iter(report["scores"].values())))
    yield from _rows(
        ("Search", *measures),
        ([name, *(_cell(its[it], "area") for it in measures)] for name, its in _scores(report)),
    )


def _scores(report: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from report["scores"].items()


def _rows(columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield from ("", f"| {' | '.join(columns)} |", f"| {' | '.join('---' for _ in columns)} |")
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _cell(interval: Mapping[str, float | None] | None, unit: Unit) -> str:
    if not interval or not interval["n"]:
        return ""
    low, value, high = (_value(interval[name]) for name in ("low", "value", "high"))
    bounds = between(Interval(value, low, high, 1), unit)
    return f"{number(value, unit)} ({bounds})" if bounds else number(value, unit)


def _value(number_or_none: float | None) -> float:
    return _NAN if number_or_none is None else number_or_none


def _unit(title: str) -> Unit:
    return "area" if title.startswith("AUC") else "share"


def _alone(svg: str) -> str:
    """The drawing as a file of its own."""
    opening, rest = svg.split(">", 1)
    return f"{opening}>{_COLOURS}{rest}"
