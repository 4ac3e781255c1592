"""How well a score separates two classes.

Source: Mann and Whitney 1947; Hanley and McNeil 1982, "The meaning and use of the area under a receiver
operating characteristic (ROC) curve".
"""

import numpy as np

from evals.metrics.measure import Floats


def auroc(positive: Floats, negative: Floats) -> float:
    """How often a positive scores above a negative, ties counted half; nan where a class is empty.

    Args:
        positive: the scores of the positives, shape (p,).
        negative: the scores of the negatives, shape (n,).
    """
    if not (len(positive) and len(negative)):
        return float("nan")
    order = np.sort(negative)
    below = np.searchsorted(order, positive, side="left")
    not_above = np.searchsorted(order, positive, side="right")
    return float((below + not_above).sum() / (2 * len(positive) * len(negative)))
