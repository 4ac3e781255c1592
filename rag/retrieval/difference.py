"""What an index lacks of its library, and what it holds too much: written, and no more than that."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from llama_index.core.schema import TextNode

from rag.progress import Progress, Report
from rag.retrieval.passages import Passage, passages_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.library import Library
    from rag.retrieval.remembered import RememberedVectors
    from rag.retrieval.vectors import ChromaPassages

EMBEDDING_BATCH = 512


def write_difference(
    library: "Library", index: "ChromaPassages", vectors: "RememberedVectors", report: Report
) -> None:
    """Put in the passages that an index lacks, and take out those that the library has no longer.

    Args:
        library: the record.
        index: is changed.
        vectors: of the passages that are put in.
        report: is told how many of the lacking passages were put in.

    Raises:
        IndexUnavailableError: Chroma failed.
        ModelError: the embedding model failed.
    """
    present = index.ids()
    wanted = {passage.id for passage in _passages(library)}
    lacking = (passage for passage in _passages(library) if passage.id not in present)
    for done in _put_in(lacking, index, vectors):
        report(Progress("Indexing", done, len(wanted - present), "passages"))
    index.delete_nodes(list(present - wanted))


def _passages(library: "Library") -> Iterator[Passage]:
    return (passage for paper in library.papers() for passage in passages_of(paper))


def _put_in(
    passages: Iterable[Passage], index: "ChromaPassages", vectors: "RememberedVectors"
) -> Iterator[int]:
    """How many were put in, after each batch."""
    remaining, done = iter(passages), 0
    while batch := list(islice(remaining, EMBEDDING_BATCH)):
        index.add(_nodes(batch, vectors.of(batch)))
        done += len(batch)
        yield done


def _nodes(passages: "Sequence[Passage]", vectors: "Sequence[Sequence[float]]") -> list[TextNode]:
    return [
        TextNode(
            id_=passage.id,
            embedding=list(vector),
            metadata={"paper_id": passage.paper_id, "start": passage.start, "end": passage.end},
        )
        for passage, vector in zip(passages, vectors, strict=True)
    ]
