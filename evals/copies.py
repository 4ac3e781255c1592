"""Copies of papers with noise, and of their vectors: a library of any size, without embedding for days."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from corpus.paper import Paper
from evals.seed import SEED
from rag.retrieval.passages import passages_of
from rag.retrieval.remembered import RememberedVectors

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from numpy.typing import NDArray

    from corpus.library import Library

CHANGED = 0.08
"""The share of a copy's words that are those of other papers."""
NOISE = 0.02
"""Standard deviation of each number of a vector that is copied; a vector has length one."""
_STORED_AT_ONCE = 5_000


def copies_of(papers: Sequence[Paper], copies: int) -> Iterator[Paper]:
    """So many copies of each paper; no two texts are the same, and the words are as frequent as they were."""
    random = np.random.default_rng(SEED)
    words = np.array(" ".join(paper.abstract for paper in papers).split(), object)
    for number in range(1, copies + 1):
        for paper in papers:
            own = np.array(paper.abstract.split(" "), object)
            changed = random.random(len(own)) < CHANGED
            own[changed] = words[random.integers(len(words), size=int(changed.sum()))]
            title = f"{paper.title} {words[random.integers(len(words))]}"
            yield replace(paper, id=_copied(paper.id, number), title=title, abstract=" ".join(own))


def remember_vectors(
    library: "Library", embedding: "BaseEmbedding", papers: Sequence[Paper], copies: int
) -> None:
    """Let a library remember vectors for the copies that it holds: those of the papers, with noise.

    Args:
        library: holds the papers and their copies, and the papers' vectors.
        embedding: whose vectors they are.
        papers: that were copied.
        copies: how often.
    """
    random = np.random.default_rng(SEED)
    known = RememberedVectors(library, embedding)
    made: dict[str, bytes] = {}
    for paper in papers:
        middle = known.of(passages_of(paper)).mean(axis=0)
        held = library.get_many(_copied(paper.id, number) for number in range(1, copies + 1))
        for passage in (passage for copy in held.values() for passage in passages_of(copy)):
            made[passage.text_hash] = _noisy(middle, random).tobytes()
        if len(made) >= _STORED_AT_ONCE:
            library.store_vectors(embedding.model_name, made)
            made = {}
    library.store_vectors(embedding.model_name, made)


def _copied(paper_id: str, number: int) -> str:
    return f"{paper_id}.{number}"


def _noisy(vector: "NDArray[np.float32]", random: np.random.Generator) -> "NDArray[np.float32]":
    noisy = vector + random.normal(0, NOISE, vector.shape)
    unit: NDArray[np.float32] = (noisy / np.linalg.norm(noisy)).astype("<f4")
    return unit
