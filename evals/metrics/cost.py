"""What does an answer cost: time by step, tokens, memory."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from evals.case import Case


@dataclass(frozen=True)
class Spread:
    """How a quantity spreads over `n` cases."""

    n: int
    mean: float
    median: float
    p95: float
    largest: float


def first_token_seconds(case: Case) -> float | None:
    """Seconds until the first word, of a draft, a quotation or a refusal."""
    return _positive(case.answer.timings.get("first_token"))


def total_seconds(case: Case) -> float | None:
    """Seconds until the whole answer or refusal."""
    return _positive(case.answer.timings.get("total"))


def prompt_tokens(case: Case) -> float | None:
    """Tokens of the prompts as the endpoint counted them, where a model was asked."""
    return _positive(case.answer.usage.get("prompt_tokens"))


def completion_tokens(case: Case) -> float | None:
    """Tokens that the model wrote as the endpoint counted them, where a model was asked."""
    return _positive(case.answer.usage.get("completion_tokens"))


def seconds_by_step(cases: Iterable[Case]) -> dict[str, Spread]:
    """For each step of the pipeline the spread of its seconds, over the cases that took it."""
    steps: dict[str, list[float]] = {}
    for case in cases:
        for step, seconds in case.answer.timings.items():
            steps.setdefault(step, []).append(seconds)
    return {step: spread(seconds) for step, seconds in steps.items()}


def spread(values: list[float]) -> Spread:
    """The spread of at least one value; the 95th percentile is interpolated linearly."""
    array = np.array(values)
    return Spread(
        n=len(values),
        mean=float(array.mean()),
        median=float(np.median(array)),
        p95=float(np.percentile(array, 95)),
        largest=float(array.max()),
    )


def peak_memory() -> int | None:
    """The largest resident memory of this process so far, in bytes; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _positive(value: float | None) -> float | None:
    return value or None
