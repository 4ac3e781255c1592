"""Logistic regression with a ridge penalty, and with weights that are kept on the side they must be on.

Source: Hastie, Tibshirani and Friedman 2009, "The Elements of Statistical Learning", sections 4.4.1
(logistic regression) and 3.4.1 (ridge penalty, on features brought to one scale); Byrd, Lu, Nocedal and Zhu
1995, "A Limited Memory Algorithm for Bound Constrained Optimization". The two classes weigh the same,
however many there are of each.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from evals.metrics.measure import Floats
from evals.seed import SEED

RIDGE = 3.0
"""What fitted best, of 1, 3, 10, 30 and 100, on questions held out of each fit."""
_LEAST_VARIANCE = 1e-9
_CONVERGED = 1e-12

Bound = tuple[float | None, float | None]
"""The lowest and the highest that a weight may be; None for no bound."""
FOR: Bound = (0.0, None)
AGAINST: Bound = (None, 0.0)


def fit(
    features: Floats, outcome: Floats, *, ridge: float = RIDGE, bounds: Sequence[Bound] | None = None
) -> Floats:
    """The bias and the weights of the features, shape (1 + features,).

    Args:
        features: shape (cases, features).
        outcome: 0 or 1 for each case, shape (cases,); both occur.
        ridge: how much the square of a feature's standard deviation's worth costs, above 0; the bias costs
            nothing.
        bounds: where the weight of each feature must be, of length (features,); anywhere if None. What can
            only speak for the outcome is kept from speaking against it where another speaks for it too.
    """
    design = np.column_stack([np.ones(len(features)), features])
    penalty = ridge * np.array([0.0, *(np.var(features, axis=0) + _LEAST_VARIANCE)])
    side, importance = 2 * outcome - 1, _balanced(outcome)

    def cost(weights: Floats) -> tuple[float, Floats]:
        margin = side * (design @ weights)
        missed = importance * side / (1 + np.exp(margin))
        whole = float(importance @ np.logaddexp(0, -margin) + penalty @ weights**2 / 2)
        return whole, penalty * weights - design.T @ missed

    free: Bound = (None, None)
    within = [free, *(bounds or [free] * features.shape[1])]
    start = np.zeros(design.shape[1])
    found = minimize(cost, start, jac=True, method="L-BFGS-B", bounds=within, tol=_CONVERGED)
    weights: Floats = found.x
    return weights


def predict(weights: Floats, features: Floats) -> Floats:
    """The probability of each case, shape (cases,).

    Args:
        weights: the bias and the weights of the features, shape (1 + features,).
        features: shape (cases, features).
    """
    chance: Floats = 1 / (1 + np.exp(-(weights[0] + features @ weights[1:])))
    return chance


def out_of_fold(
    features: Floats,
    outcome: Floats,
    *,
    ridge: float = RIDGE,
    bounds: Sequence[Bound] | None = None,
    folds: int = 5,
) -> Floats:
    """The probability of each case by weights that were fitted without it, shape (cases,).

    Folds are drawn with the seed within each class, so that each has its share of both.

    Args:
        features: shape (cases, features).
        outcome: 0 or 1 for each case, shape (cases,); each occurs at least twice.
        ridge: as in `fit`, like the next.
        bounds: of the weights.
        folds: how many parts.
    """
    fold = _folds(outcome, folds)
    chance = np.empty(len(outcome))
    for part in np.unique(fold):
        held = fold == part
        weights = fit(features[~held], outcome[~held], ridge=ridge, bounds=bounds)
        chance[held] = predict(weights, features[held])
    return chance


def _balanced(outcome: Floats) -> Floats:
    """Weights of the cases with which both classes weigh half of all."""
    share = np.where(outcome == 1, outcome.mean(), 1 - outcome.mean())
    balanced: Floats = 0.5 / share
    return balanced


def _folds(outcome: Floats, folds: int) -> Floats:
    random = np.random.default_rng(SEED)
    fold = np.empty(len(outcome))
    for kind in (0.0, 1.0):
        places = np.flatnonzero(outcome == kind)
        fold[random.permutation(places)] = np.arange(len(places)) % folds
    return fold
