"""How much speaks for a claim, as one number from 0 to 1: a half or more where it is supported."""

import math

from rag.verification.attribution import Attribution
from rag.verification.rules import Broken, Fault

RELATED_WEIGHT, RELATED_BIAS = 10.9, -5.35
"""Logistic regression on SciFact's pairs: do the sentences speak of the claim, for it or against it?"""
UNASKED = {True: 0.9, False: 0.3}
"""What the chat model is taken to say where it is not asked: of a claim that stands, and of another."""
KEPT = 0.5
"""How much of its support a claim keeps that breaks a rule; a number that is not there weighs most."""
_KEPT: dict[Fault, float] = {"number": 0.2, "unsaid": 1.0}


def related(attribution: Attribution) -> float:
    """The probability that the sentences speak of a claim at all, be it for or against it."""
    return 1 / (1 + math.exp(-(RELATED_WEIGHT * attribution.strength + RELATED_BIAS)))


def support(attribution: Attribution, stated: float | None, broken: Broken | None) -> float:
    """How much speaks for a claim.

    Args:
        attribution: the sentences it rests on.
        stated: the chat model's probability that they say so; None where it was not asked.
        broken: the rule that the claim breaks; it is held to be supported where it breaks none.
    """
    stands = broken is None
    found = related(attribution) * (UNASKED[stands] if stated is None else stated)
    if broken is None:
        return (1 + found) / 2
    return found / 2 * _KEPT.get(broken.fault, KEPT)
