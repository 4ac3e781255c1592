"""Whether one run is better than another on the same questions, or only luckier.

Sources: Efron and Tibshirani 1993 (paired bootstrap); Fisher 1935 and Smucker, Allan and Carterette 2007,
"A comparison of statistical significance tests for information retrieval evaluation" (randomisation test);
McNemar 1947, in its exact binomial form.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from evals.extras import require
from evals.metrics.bootstrap import RESAMPLES, Interval, percentiles
from evals.metrics.measure import Floats, Statistic, mean
from evals.seed import SEED

LEVEL = 0.05
_NAN = float("nan")
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Difference:
    """What changed from one run to another over the same cases.

    Attributes:
        before: the statistic of the first run.
        after: the statistic of the second.
        change: after less before, with its paired bootstrap interval.
        p: how often a change as large would come by chance, were the two alike.
        test: the test that gave `p`.
    """

    before: float
    after: float
    change: Interval
    p: float
    test: Literal["McNemar", "randomisation"]

    @property
    def significant(self) -> bool:
        """Whether the change is larger than noise at the 5 % level."""
        return self.p < LEVEL


def compare_rows(
    before: Floats, after: Floats, statistic: Statistic, *, seed: int = SEED, resamples: int = RESAMPLES
) -> Difference:
    """The paired comparison of two runs: exact McNemar for binary means, else randomisation.

    Args:
        before: the rows of the first run, shape (cases, columns).
        after: the rows of the second run for the same cases in the same order.
        statistic: rows as one number.
        seed: of the draws.
        resamples: how many draws.
    """
    if not len(before):
        return Difference(_NAN, _NAN, Interval(_NAN, _NAN, _NAN, 0), 1.0, "randomisation")
    binary = statistic is mean and _is_binary(before) and _is_binary(after)
    return Difference(
        before=float(statistic(before)),
        after=float(statistic(after)),
        change=_change(before, after, statistic, np.random.default_rng(seed), resamples),
        p=mcnemar(before[:, 0], after[:, 0])
        if binary
        else randomisation(before, after, statistic, seed=seed, resamples=resamples),
        test="McNemar" if binary else "randomisation",
    )


def mcnemar(before: Floats, after: Floats) -> float:
    """The exact two-sided McNemar test of two binary outcomes over the same cases.

    With b cases won and c cases lost, p is the chance that b + c fair coins fall at least as unevenly.

    Args:
        before: 0 or 1 for each case.
        after: 0 or 1 for each case.

    Raises:
        MissingExtraError: scipy is not installed.
    """
    won = int(((before == 0) & (after == 1)).sum())
    lost = int(((before == 1) & (after == 0)).sum())
    return float(require("scipy.stats").binomtest(won, won + lost).pvalue) if won + lost else 1.0


def randomisation(
    before: Floats, after: Floats, statistic: Statistic, *, seed: int = SEED, resamples: int = RESAMPLES
) -> float:
    """The two-sided paired randomisation test: each case's two rows change places by the toss of a coin.

    p is (1 + the draws with a change at least as large) / (1 + the draws); 1 where the change is undefined.
    """
    seen = statistic(after) - statistic(before)
    if np.isnan(seen):
        return 1.0
    swap = np.random.default_rng(seed).integers(2, size=(resamples, len(before), 1), dtype=np.bool_)
    drawn = statistic(np.where(swap, before, after)) - statistic(np.where(swap, after, before))
    as_large = np.abs(drawn) >= abs(seen) - _ROUNDING
    return float((1 + as_large.sum()) / (1 + resamples))


def _change(
    before: Floats, after: Floats, statistic: Statistic, random: np.random.Generator, resamples: int
) -> Interval:
    draws = random.integers(len(before), size=(resamples, len(before)))
    low, high = percentiles(statistic(after[draws]) - statistic(before[draws]), 0.95)
    return Interval(float(statistic(after) - statistic(before)), low, high, len(before))


def _is_binary(rows: Floats) -> bool:
    return rows.shape[1] == 1 and bool(np.isin(rows, (0.0, 1.0)).all())
