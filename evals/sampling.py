"""Splitting and sampling: seeded, stratified, the same on every machine."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from evals.question import Question
from evals.running import ItemT
from evals.seed import SEED

Split = Literal["dev", "test"]


def splits(questions: Iterable[Question], seed: int = SEED) -> dict[str, Split]:
    """The half that each question belongs to, by its id.

    Within each type the questions are ordered by a hash of seed and id; the first half is for
    development. A question that is added later moves at most one other question of its type.
    """
    return {
        question.id: "dev" if place < len(group) / 2 else "test"
        for group in _strata(questions, lambda question: question.type, seed)
        for place, question in enumerate(group)
    }


def sample(questions: Sequence[Question], limit: int, seed: int = SEED) -> tuple[Question, ...]:
    """At most `limit` questions, every type in its share, in the given order."""
    return stratified_sample(questions, limit, lambda question: question.type, seed)


def stratified_sample(
    items: Sequence[ItemT], limit: int, stratum: Callable[[ItemT], str], seed: int = SEED
) -> tuple[ItemT, ...]:
    """At most `limit` items, every stratum in its share (largest remainders), in the given order."""
    if limit >= len(items):
        return tuple(items)
    groups = _strata(items, stratum, seed)
    shares = [limit * len(group) / len(items) for group in groups]
    counts = [int(share) for share in shares]
    by_remainder = sorted(range(len(groups)), key=lambda i: counts[i] - shares[i])
    for i in by_remainder[: limit - sum(counts)]:
        counts[i] += 1
    chosen = {item.id for group, count in zip(groups, counts, strict=True) for item in group[:count]}
    return tuple(item for item in items if item.id in chosen)


def _strata(items: Iterable[ItemT], stratum: Callable[[ItemT], str], seed: int) -> list[list[ItemT]]:
    """The items of each stratum, in the order of a hash of seed and id."""
    groups: defaultdict[str, list[ItemT]] = defaultdict(list)
    for item in sorted(items, key=lambda it: hashlib.sha256(f"{seed}:{it.id}".encode()).hexdigest()):
        groups[stratum(item)].append(item)
    return [groups[name] for name in sorted(groups)]
