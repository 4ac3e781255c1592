"""The pictures: small SVG drawings whose colours are those of the page, light or dark."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evals.extras import require
from evals.metrics.bootstrap import Interval
from evals.metrics.cost import Spread
from evals.metrics.risk import RiskCoverage

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Stand-ins that matplotlib can draw with; in the SVG each becomes a variable of the page, or else a colour.
_INK, _MUTED, _LINE = "#000001", "#000002", "#000003"
_COLOURS = ("#000004", "#000005", "#000006")
_MARKS = ("o", "D", "s")
_VARIABLES = {
    _INK: "var(--ink, #1c2430)",
    _MUTED: "var(--muted, #5d6675)",
    _LINE: "var(--line, #dedbd2)",
    _COLOURS[0]: "var(--ours, #0b6e6e)",
    _COLOURS[1]: "var(--rival, #b4631f)",
    _COLOURS[2]: "var(--third, #6b4fa0)",
}
_PERCENT = "{x:.0%}"
_WIDTH = 4.6
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "footnote",
    "font.family": "sans-serif",
    "font.size": 10.5,
    "text.color": _INK,
    "axes.labelcolor": _MUTED,
    "axes.edgecolor": _LINE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": _LINE,
    "grid.linewidth": 0.6,
    "xtick.color": _MUTED,
    "ytick.color": _MUTED,
    "xtick.labelcolor": _MUTED,
    "ytick.labelcolor": _INK,
    "legend.frameon": False,
    "legend.fontsize": 10,
}


@dataclass(frozen=True)
class Series:
    """Named values with intervals, one for each row of a chart."""

    name: str
    values: Mapping[str, Interval]


def dots(rows: Sequence[str], series: Sequence[Series], label: str, ticks: str = _PERCENT) -> str:
    """Shares with their intervals as dots and whiskers, one row for each name, as SVG.

    Args:
        rows: the names, from the top.
        series: at most three sets of values; a name may lack one.
        label: what the axis counts.
        ticks: how its values, from 0 to 1, are written.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    with _drawing(0.6 + (0.2 + 0.1 * len(series)) * len(rows) + 0.3) as (figure, axes, out):
        for place, one in enumerate(series):
            _dots_of(axes, rows, one, place, len(series))
        _name_rows(axes, rows)
        axes.spines["left"].set_visible(False)
        _scale(axes, label, "x", ticks)
        if len(series) > 1:
            _legend(figure, axes)
    return _svg(out)


def risk_curves(curves: Mapping[str, RiskCoverage]) -> str:
    """Risk against coverage, as SVG.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    with _drawing(3.4) as (figure, axes, out):
        for (name, curve), colour in zip(curves.items(), _COLOURS, strict=False):
            axes.step(curve.coverage, curve.risk, where="post", color=colour, linewidth=1.8, label=name)
        _scale(axes, "Questions answered, the surest first", "x")
        _scale(axes, "of which wrong", "y")
        if len(curves) > 1:
            _legend(figure, axes)
    return _svg(out)


def count_bars(counts: Mapping[str, int], label: str) -> str:
    """Counts as bars, the first in the colour of what is good, the others in the rival's, as SVG.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    require("matplotlib")
    from matplotlib.ticker import MaxNLocator

    rows = list(counts)
    with _drawing(0.6 + 0.3 * len(rows)) as (_, axes, out):
        colours = [_COLOURS[0], *(_COLOURS[1] for _ in rows[1:])]
        bars = axes.barh(range(len(rows)), list(counts.values()), height=0.6, color=colours)
        axes.bar_label(bars, padding=4, color=_INK)
        axes.margins(x=0.1)
        axes.spines["left"].set_visible(False)
        _name_rows(axes, rows)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel(label)
    return _svg(out)


def step_bars(steps: Mapping[str, Spread]) -> str:
    """The median seconds of each step as bars, with whiskers up to the 95th percentile, as SVG.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    rows = list(steps)
    medians = [steps[row].median for row in rows]
    above = [steps[row].p95 - steps[row].median for row in rows]
    with _drawing(0.7 + 0.3 * len(rows)) as (_, axes, out):
        axes.barh(range(len(rows)), medians, height=0.5, color=_COLOURS[0])
        whiskers = [[0.0] * len(rows), above]
        axes.errorbar(medians, range(len(rows)), xerr=whiskers, fmt="none", ecolor=_MUTED, capsize=3)
        axes.set_xlim(left=0)
        _name_rows(axes, rows)
        axes.set_xlabel("Seconds: median, and up to the 95th percentile")
    return _svg(out)


def _dots_of(axes: "Axes", rows: Sequence[str], series: Series, place: int, count: int) -> None:
    offset = 0.24 * (place - (count - 1) / 2)
    known = [(y + offset, series.values[row]) for y, row in enumerate(rows) if row in series.values]
    axes.errorbar(
        [interval.value for _, interval in known],
        [y for y, _ in known],
        xerr=[
            [interval.value - interval.low for _, interval in known],
            [interval.high - interval.value for _, interval in known],
        ],
        fmt=_MARKS[place],
        markersize=6 if place == 0 else 4.5,
        color=_COLOURS[place],
        elinewidth=1.6,
        label=series.name,
    )


def _scale(axes: "Axes", label: str, which: str, ticks: str = _PERCENT) -> None:
    """Let an axis run from 0 to 1."""
    from matplotlib.ticker import StrMethodFormatter

    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_formatter(StrMethodFormatter(ticks))
    (axes.set_xlabel if which == "x" else axes.set_ylabel)(label)
    (axes.set_xlim if which == "x" else axes.set_ylim)(-0.02, 1.02)


def _legend(figure: "Figure", axes: "Axes") -> None:
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=3)


def _name_rows(axes: "Axes", rows: Sequence[str]) -> None:
    """Write a name before each row, the first on top."""
    axes.set_yticks(range(len(rows)), rows)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)


@contextmanager
def _drawing(height: float) -> Iterator[tuple["Figure", "Axes", io.StringIO]]:
    """A figure of one plot, `height` inches high, and the text that its SVG ends up in."""
    require("matplotlib")
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    out = io.StringIO()
    with rc_context(_STYLE):
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        axes = figure.add_subplot()
        yield figure, axes, out
        FigureCanvasSVG(figure)
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})


def _svg(out: io.StringIO) -> str:
    """The drawing as an element of the page: no prologue, no fixed size, the page's colours."""
    source = out.getvalue()
    drawn = source[source.index("<svg") :]
    for stand_in, variable in _VARIABLES.items():
        drawn = drawn.replace(stand_in, variable)
    return drawn
