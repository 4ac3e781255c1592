"""Logistic regression with a ridge penalty, by Newton's method.

Source: Hastie, Tibshirani and Friedman 2009, "The Elements of Statistical Learning", sections 4.4.1
(iteratively reweighted least squares) and 3.4.1 (ridge penalty, on features brought to one scale). The two
classes weigh the same, however many there are of each.
"""

import numpy as np

from evals.metrics.measure import Floats
from evals.seed import SEED

STEPS = 50
RIDGE = 3.0
"""What fitted best, of 0.3, 1 and 3, on questions held out of each fit."""
_CONVERGED = 1e-9


def fit(features: Floats, outcome: Floats, *, ridge: float = RIDGE) -> Floats:
    """The bias and the weights of the features, shape (1 + features,).

    Args:
        features: shape (cases, features).
        outcome: 0 or 1 for each case, shape (cases,); both occur.
        ridge: how much the square of a feature's standard deviation's worth costs, above 0; the bias costs
            nothing.
    """
    design = np.column_stack([np.ones(len(features)), features])
    penalty = ridge * np.diag([0.0, *(np.var(features, axis=0) + _CONVERGED)])
    importance = _balanced(outcome)
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = predict(weights, features)
        gradient = design.T @ (importance * (outcome - chance)) - penalty @ weights
        curvature = design.T @ (design * (importance * chance * (1 - chance))[:, None]) + penalty
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step
        if np.abs(step).max() < _CONVERGED:
            break
    return weights


def predict(weights: Floats, features: Floats) -> Floats:
    """The probability of each case, shape (cases,).

    Args:
        weights: the bias and the weights of the features, shape (1 + features,).
        features: shape (cases, features).
    """
    chance: Floats = 1 / (1 + np.exp(-(weights[0] + features @ weights[1:])))
    return chance


def out_of_fold(features: Floats, outcome: Floats, *, ridge: float = RIDGE, folds: int = 5) -> Floats:
    """The probability of each case by weights that were fitted without it, shape (cases,).

    Folds are drawn with the seed within each class, so that each has its share of both.

    Args:
        features: shape (cases, features).
        outcome: 0 or 1 for each case, shape (cases,); each occurs at least twice.
        ridge: as in `fit`.
        folds: how many parts.
    """
    fold = _folds(outcome, folds)
    chance = np.empty(len(outcome))
    for part in np.unique(fold):
        held = fold == part
        chance[held] = predict(fit(features[~held], outcome[~held], ridge=ridge), features[held])
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
