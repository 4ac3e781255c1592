"""The chapter on cost: seconds by step, memory."""

from collections.abc import Sequence

from evals.case import Case
from evals.metrics.cost import Spread, seconds_by_step
from evals.report import charts
from evals.report.document import Cell, Picture, Section, Table
from evals.report.wording import STEP_NAMES, megabytes, number


def cost(cases: Sequence[Case], peak: int | None) -> Section:
    """Seconds by step, and the largest memory of the process in bytes."""
    steps = {STEP_NAMES.get(step, step): its for step, its in seconds_by_step(cases).items()}
    memory = f" Without the chat model the process took {megabytes(peak)} at most." if peak else ""
    return Section(
        "Time and memory",
        f"Seconds by step of the pipeline.{memory}",
        pictures=(Picture(charts.step_bars(steps), "Seconds by step."),) if steps else (),
        tables=(
            Table(
                columns=("Step", "Median", "95th percentile", "Largest", "n"),
                rows=tuple(_row(step, seconds) for step, seconds in steps.items()),
            ),
        ),
    )


def _row(step: str, seconds: Spread) -> tuple[Cell, ...]:
    landmarks = (seconds.median, seconds.p95, seconds.largest)
    return (Cell(step), *(Cell(number(value, "seconds")) for value in landmarks), Cell(str(seconds.n)))
