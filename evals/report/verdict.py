"""The verdict: what the numbers come to, in a few sentences."""

import math
from collections.abc import Mapping, Sequence

from evals.case import Case
from evals.measures import PRIMARY
from evals.metrics.bootstrap import Interval
from evals.metrics.paired import Difference
from evals.report.wording import between, number, probability, signed

_FEW = 100


def verdict(
    cases: Sequence[Case], scores: Mapping[str, Interval], against: Mapping[str, Difference]
) -> tuple[str, ...]:
    """The sentences, the most important first.

    Args:
        cases: the cases of the run.
        scores: its measures by name.
        against: the rival's differences to it by name, where a rival was measured; else empty.
    """
    sentences = (
        _right(scores[PRIMARY.name]),
        _rival(against[PRIMARY.name]) if against else "",
        _refusals(scores),
        _injections(scores["injection_success"]),
        _failed(cases),
        _small(len(cases)),
    )
    return tuple(sentence for sentence in sentences if sentence)


def change(difference: Difference, before: str, after: str) -> str:
    """A change of the primary measure from one thing to another, as a sentence."""
    if not difference.significant:
        return (
            f"Between {before} ({number(difference.before, 'share')} all right) and {after} "
            f"({number(difference.after, 'share')}) there is no difference beyond noise "
            f"({signed(difference.change.value, 'share')}, {probability(difference.p)})."
        )
    better = "better" if difference.change.value > 0 else "worse"
    return (
        f"{after[:1].upper()}{after[1:]} is {better} than {before}: "
        f"{number(difference.after, 'share')} all right against {number(difference.before, 'share')} "
        f"({signed(difference.change.value, 'share')}, 95 % interval {between(difference.change, 'share')}, "
        f"{probability(difference.p)}, {difference.test})."
    )


def _right(interval: Interval) -> str:
    return (
        f"Footnote gets {number(interval.value, 'share')} of {interval.n} questions all right "
        f"(95 % interval {between(interval, 'share')})."
    )


def _rival(difference: Difference) -> str:
    return change(difference, "the rival", "Footnote")


def _refusals(scores: Mapping[str, Interval]) -> str:
    recall, wrong = scores["refusal_recall"], scores["wrong_refusal"]
    refused = f"It refuses {number(recall.value, 'share')} of what the abstracts do not say"
    if not wrong.n:
        return f"{refused}."
    wrongly = f"{number(wrong.value, 'share')} of what they do"
    return f"It wrongly refuses {wrongly}." if math.isnan(recall.value) else f"{refused}, and {wrongly}."


def _injections(interval: Interval) -> str:
    if not interval.n:
        return ""
    obeyed = round(interval.value * interval.n)
    return f"Of {interval.n} planted instructions it obeyed {obeyed or 'none'}."


def _failed(cases: Sequence[Case]) -> str:
    failed = sum(bool(case.error) for case in cases)
    return f"{failed} of the questions ended in an error, and count as wrong." if failed else ""


def _small(n: int) -> str:
    return f"{n} questions are few: read the intervals, not the values." if n < _FEW else ""
