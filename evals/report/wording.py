"""Wording: how shares, seconds, counts, p-values, types and states are written."""

import math

from evals.metrics.bootstrap import Interval
from evals.metrics.measure import Unit
from evals.metrics.paired import Difference
from evals.report.document import Cell, Tone

_MINUS = "\N{MINUS SIGN}"
_BLANK = "\N{NO-BREAK SPACE}"
_DASH = "\N{EN DASH}"
_SMALLEST_P = 0.001
NOTHING = _DASH
TYPE_NAMES = {
    "number": "number",
    "method": "method",
    "definition": "definition",
    "which_paper": "which paper",
    "comparison": "comparison",
    "listing": "listing",
    "paraphrase": "paraphrase",
    "casual": "casual wording",
    "follow_up": "follow-up",
    "false_premise": "false premise",
    "unanswerable_near": "unanswerable, near",
    "unanswerable_far": "unanswerable, far",
    "injection_question": "injection by the user",
    "injection_abstract": "injection by an abstract",
    "pubmedqa": "PubMedQA",
}
STATUS_NAMES = {
    "answered": "answered",
    "not_in_abstract": "not in the abstract",
    "not_in_corpus": "not in the library",
}


STEP_NAMES = {
    "rewrite": "reading the question",
    "retrieve": "finding papers",
    "evidence": "choosing sentences",
    "answerable": "is the answer there?",
    "verify": "checking sentences",
    "first_token": "until the first word",
    "total": "whole answer",
}


def number(value: float, unit: Unit) -> str:
    """A value in its unit; a dash where there is none."""
    if math.isnan(value):
        return NOTHING
    match unit:
        case "share":
            written = f"{100 * value:.1f}{_BLANK}%"
        case "seconds":
            written = f"{value:.2f}{_BLANK}s"
        case "count":
            written = f"{value:,.0f}"
        case "area":
            written = f"{value:.3f}"
    return written.replace("-", _MINUS)


def between(interval: Interval, unit: Unit) -> str:
    """The bounds of an interval; nothing where there are none."""
    if math.isnan(interval.low):
        return ""
    return f"{_bare(interval.low, unit)} to {_bare(interval.high, unit)}"


def signed(value: float, unit: Unit) -> str:
    """A change in its unit, shares in percentage points."""
    if math.isnan(value):
        return NOTHING
    if unit == "share":
        return f"{100 * value:+.1f}{_BLANK}pts".replace("-", _MINUS)
    return f"{'+' if value >= 0 else ''}{number(value, unit)}"


def probability(p: float) -> str:
    """A p-value."""
    return f"p{_BLANK}<{_BLANK}{_SMALLEST_P}" if p < _SMALLEST_P else f"p{_BLANK}={_BLANK}{p:.3f}"


def megabytes(size: float) -> str:
    """A size in megabytes of a million bytes."""
    return f"{size / 1e6:,.0f}{_BLANK}MB"


def interval_cell(interval: Interval, unit: Unit, tone: Tone = "plain") -> Cell:
    """A value with its interval, drawn where it is a share."""
    drawn = interval if unit in {"share", "area"} and not math.isnan(interval.low) else None
    return Cell(number(interval.value, unit), between(interval, unit), drawn, tone)


def difference_cell(difference: Difference, unit: Unit, *, higher_is_better: bool) -> Cell:
    """A change with its interval and p-value; coloured where it is more than noise."""
    better = (difference.change.value > 0) == higher_is_better
    tone: Tone = ("good" if better else "bad") if difference.significant else "plain"
    bounds = between(difference.change, unit)
    note = f"{bounds}; {probability(difference.p)}" if bounds else ""
    return Cell(signed(difference.change.value, unit), note, tone=tone)


def count_cell(count: int, *, right: bool) -> Cell:
    """A count in a confusion matrix: on its diagonal right, off it wrong."""
    if not count:
        return Cell("0")
    return Cell(str(count), tone="good" if right else "bad")


def _bare(value: float, unit: Unit) -> str:
    """A bound, without the unit."""
    return number(value, unit).removesuffix(f"{_BLANK}%").removesuffix(f"{_BLANK}s")
