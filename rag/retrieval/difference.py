"""What an index lacks of its library, and what it holds too much: written, and no more than that."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.progress import Progress, Report
from rag.retrieval.passages import Passage, passages_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from corpus.library import Library
    from rag.retrieval.remembered import RememberedVectors, Vectors
    from rag.retrieval.vectors import ChromaPassages

EMBEDDING_BATCH = 256
"""A batch is kept for good before the next is embedded; at 50 passages a second each takes five seconds."""
INSERTED_AT_ONCE = 2_048
"""How many passages wait at least for Chroma to take them: with 512 a rebuild takes a tenth longer, with more
the other threads of Python stand still for over half a second while Chroma takes them."""


@dataclass(frozen=True)
class _Batch:
    """Passages with their vectors, shape [passages, dimension]."""

    passages: list[Passage]
    vectors: "Vectors"


def write_difference(
    library: "Library", index: "ChromaPassages", vectors: "RememberedVectors", report: Report
) -> None:
    """Put in the passages that an index lacks, and take out those that the library has no longer.

    The library is read once. While passages are put in, the next are embedded: Chroma builds its graph on
    one core, and would leave the others idle.

    Args:
        library: the record.
        index: is changed.
        vectors: of the passages that are put in.
        report: is told how many of the papers have been seen to, after each batch.

    Raises:
        IndexUnavailableError: Chroma failed.
        ModelError: the embedding model failed.
    """
    present, wanted = index.ids(), set[str]()
    ready, underway = list[_Batch](), list[Future[None]]()
    with ThreadPoolExecutor(1, thread_name_prefix="index") as writer:
        for papers, batch in _lacking(library, present, wanted):
            ready.append(_Batch(batch, vectors.of(batch)))
            report(Progress("Indexing", papers, len(library), "papers"))
            if _size(ready) >= INSERTED_AT_ONCE:
                _finish(underway)
                underway, ready = [writer.submit(_put, index, ready)], []
        _finish(underway)
    _put(index, ready)
    index.delete_nodes(list(present - wanted))


def _finish(underway: "Sequence[Future[None]]") -> None:
    for future in underway:
        future.result()


def _put(index: "ChromaPassages", ready: "Sequence[_Batch]") -> None:
    if ready:
        passages = [passage for batch in ready for passage in batch.passages]
        index.put(passages, np.concatenate([batch.vectors for batch in ready]))


def _size(ready: "Sequence[_Batch]") -> int:
    return sum(len(batch.passages) for batch in ready)


def _lacking(
    library: "Library", present: "Container[str]", wanted: set[str]
) -> "Iterator[tuple[int, list[Passage]]]":
    """How many papers were read so far, and which of their passages are not present.

    Args:
        library: is read.
        present: the identifiers of passages that are there.
        wanted: takes those of all passages.
    """
    papers, batch = 0, list[Passage]()
    for papers, paper in enumerate(library.papers(), start=1):
        passages = passages_of(paper)
        wanted.update(passage.id for passage in passages)
        batch += [passage for passage in passages if passage.id not in present]
        if len(batch) >= EMBEDDING_BATCH:
            yield papers, batch
            batch = []
    if batch:
        yield papers, batch
