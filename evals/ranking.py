"""Measures of rankings, by `ir-measures`: nDCG@10, recall and mean reciprocal rank.

nDCG is that of Järvelin and Kekäläinen 2002 with the judged grade as gain; recall counts every grade above 0;
RR is the reciprocal rank of the first such paper. All are means over queries.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evals.extras import require
from evals.metrics.measure import Floats

RANKING_MEASURES = ("nDCG@10", "R@10", "R@100", "RR")
DEPTH = 100

Ranking = Sequence[str]
"""Paper ids, best first."""


def score_rankings(
    qrels: Mapping[str, Mapping[str, int]], rankings: Mapping[str, Ranking]
) -> dict[str, Floats]:
    """Each measure for each query, in the order of the qrels. A query without a ranking scores 0.

    Args:
        qrels: for each query, papers and their grades.
        rankings: for each query, the papers that were found.

    Returns:
        For each of `RANKING_MEASURES` an array of shape (queries,).

    Raises:
        MissingExtraError: ir-measures is not installed.
    """
    ir_measures = require("ir_measures")
    measures = [ir_measures.parse_measure(name) for name in RANKING_MEASURES]
    place = {query: row for row, query in enumerate(qrels)}
    scores = {name: np.zeros(len(qrels)) for name in RANKING_MEASURES}
    for found in ir_measures.iter_calc(measures, _judged(qrels), _run(rankings)):
        scores[str(found.measure)][place[found.query_id]] = found.value
    return scores


def _judged(qrels: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {query: dict(grades) for query, grades in qrels.items()}


def _run(rankings: Mapping[str, Ranking]) -> dict[str, dict[str, Any]]:
    """Scores that fall with the rank, so that no tie is broken otherwise than it was ranked."""
    return {
        query: {paper: float(-rank) for rank, paper in enumerate(ranking)}
        for query, ranking in rankings.items()
        if ranking
    }
