"""What an index lacks of its library, and what it holds too much: written, and no more than that."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from llama_index.core.schema import TextNode

from rag.progress import Progress, Report
from rag.retrieval.passages import Passage, passages_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from corpus.library import Library
    from rag.retrieval.remembered import RememberedVectors
    from rag.retrieval.vectors import ChromaPassages

EMBEDDING_BATCH = 256
"""A batch is kept for good before the next is embedded; at 50 passages a second each takes five seconds."""
INSERTED_AT_ONCE = 4_096
"""How many passages wait at most for Chroma to take them."""


def write_difference(
    library: "Library", index: "ChromaPassages", vectors: "RememberedVectors", report: Report
) -> None:
    """Put in the passages that an index lacks, and take out those that the library has no longer.

    The library is read once. While passages are put in, the next are embedded: Chroma builds its graph on
    one core, and would leave the others idle. It then takes all that are ready: those whose vectors are
    remembered go in by thousands, which Chroma does several times as fast as by hundreds.

    Args:
        library: the record.
        index: is changed.
        vectors: of the passages that are put in.
        report: is told how many of the papers have been seen to, each time that passages were put in.

    Raises:
        IndexUnavailableError: Chroma failed.
        ModelError: the embedding model failed.
    """
    present, wanted = index.ids(), set[str]()
    with ThreadPoolExecutor(1, thread_name_prefix="index") as writer:
        ready, underway = list[TextNode](), None
        for papers, batch in _lacking(library, present, wanted):
            ready += _nodes(batch, vectors.of(batch))
            if _is_busy(underway) and len(ready) < INSERTED_AT_ONCE and papers < len(library):
                continue
            _finish(underway, report)
            progress = Progress("Indexing", papers, len(library), "papers")
            underway, ready = writer.submit(_put_in, index, ready, progress), []
        _finish(underway, report)
    if ready:
        index.add(ready)
    index.delete_nodes(list(present - wanted))


def _is_busy(underway: "Future[Progress] | None") -> bool:
    return underway is not None and not underway.done()


def _finish(underway: "Future[Progress] | None", report: Report) -> None:
    """Wait for what is being put in, and tell how far that brings the whole."""
    if underway:
        report(underway.result())


def _put_in(index: "ChromaPassages", nodes: list[TextNode], progress: Progress) -> Progress:
    """Put passages in; how far that brings the whole."""
    index.add(nodes)
    return progress


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


def _nodes(passages: "Sequence[Passage]", vectors: "Sequence[list[float]]") -> list[TextNode]:
    return [
        TextNode(
            id_=passage.id,
            embedding=vector,
            metadata={"paper_id": passage.paper_id, "start": passage.start, "end": passage.end},
        )
        for passage, vector in zip(passages, vectors, strict=True)
    ]
