"""Retrieval on a test collection: words, meaning, and the two fused, side by side."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals.beir import Collection
from evals.metrics.measure import Floats
from evals.ranking import DEPTH, Ranking, score_rankings
from rag.progress import Progress, Report, unreported

Search = Callable[[str, int], Ranking]
"""From a query and a limit to the ids of the papers found, best first."""


@dataclass(frozen=True)
class RetrievalScores:
    """What one way of searching came to.

    Attributes:
        scores: for each measure the scores of the queries, shape (queries,).
        seconds: of each search, in the order of the queries.
    """

    scores: Mapping[str, Floats]
    seconds: Sequence[float]


def evaluate_searches(
    collection: Collection, searches: Mapping[str, Search], report: Report = unreported
) -> dict[str, RetrievalScores]:
    """Run every query through every way of searching and score what comes back.

    Raises:
        FootnoteError: a search failed.
        MissingExtraError: ir-measures is not installed.
    """
    return {name: _evaluate(collection, name, search, report) for name, search in searches.items()}


def _evaluate(collection: Collection, name: str, search: Search, report: Report) -> RetrievalScores:
    rankings: dict[str, Ranking] = {}
    seconds: list[float] = []
    for number, (query, text) in enumerate(collection.queries.items(), start=1):
        begun = time.perf_counter()
        rankings[query] = search(text, DEPTH)
        seconds.append(time.perf_counter() - begun)
        report(Progress(f"Searching by {name}", number, len(collection.queries), "questions"))
    return RetrievalScores(score_rankings(collection.qrels, rankings), seconds)
