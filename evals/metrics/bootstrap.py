"""How sure a number is: percentile bootstrap intervals.

Source: Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13. Where every case scores 0,
or every case 1, draws of them cannot differ and the bootstrap would claim certainty; there the bound is that
of Clopper and Pearson 1934, "The use of confidence or fiducial limits illustrated in the case of the
binomial".
"""

from dataclasses import dataclass

import numpy as np

from evals.extras import require
from evals.metrics.measure import Floats, Statistic, mean
from evals.seed import SEED

RESAMPLES = 2_000


@dataclass(frozen=True)
class Interval:
    """A value over `n` cases with its 95 % interval. Without cases the numbers are nan."""

    value: float
    low: float
    high: float
    n: int


def bootstrap(
    rows: Floats, statistic: Statistic, *, seed: int = SEED, resamples: int = RESAMPLES, level: float = 0.95
) -> Interval:
    """The statistic of the rows with its percentile bootstrap interval.

    The rows are drawn anew with replacement; resamples in which the statistic is undefined are left out.
    A mean of nothing but 0, or of nothing but 1, has the exact binomial interval.

    Args:
        rows: one row for each case, shape (cases, columns).
        statistic: rows as one number.
        seed: of the draws.
        resamples: how many draws.
        level: the share of the draws that the interval holds.

    Raises:
        MissingExtraError: scipy is not installed.
    """
    if not len(rows):
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    if statistic is mean and len(end := np.unique(rows[:, 0])) == 1 and end[0] in {0.0, 1.0}:
        return _at_the_end(float(end[0]), len(rows), level)
    draws = np.random.default_rng(seed).integers(len(rows), size=(resamples, len(rows)))
    low, high = percentiles(statistic(rows[draws]), level)
    return Interval(float(statistic(rows)), low, high, len(rows))


def _at_the_end(value: float, n: int, level: float) -> Interval:
    """The exact binomial interval of n cases that all scored 0, or all 1."""
    exact = require("scipy.stats").binomtest(round(value * n), n).proportion_ci(level, "exact")
    return Interval(value, float(exact.low), float(exact.high), n)


def percentiles(values: Floats, level: float) -> tuple[float, float]:
    """The bounds between which the middle `level` of the values lies; nan where all are nan."""
    defined = values[~np.isnan(values)]
    if not len(defined):
        return float("nan"), float("nan")
    tail = 100 * (1 - level) / 2
    low, high = np.percentile(defined, [tail, 100 - tail])
    return float(low), float(high)
