"""What a process that serves a library does: how long its searches take, and how much memory it holds."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from corpus.library import Library
from rag.retrieval.hybrid import HybridRetriever
from rag.retrieval.index import PassageIndex

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

WARMING = 50
LIMIT = 10


@dataclass(frozen=True)
class Served:
    """Of one process: the seconds of each search, warm, and bytes of memory beyond the embedding model's."""

    seconds: tuple[float, ...]
    memory: int


def serve(
    library: Path, index: Path, embedding: "Callable[[], BaseEmbedding]", queries: Sequence[str]
) -> Served:
    """Search in a process of its own, which has done nothing else.

    Args:
        library: the file.
        index: the folder, in step with the library.
        embedding: loads the model; can be pickled.
        queries: more than `WARMING`, of which the first ones are not timed.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(_served, library, index, embedding, queries).result()


def _served(
    library: Path, index: Path, embedding: "Callable[[], BaseEmbedding]", queries: Sequence[str]
) -> Served:
    model = embedding()
    model.get_query_embedding(queries[0])
    before = psutil.Process().memory_info().rss
    with (
        closing(Library.open(library)) as papers,
        closing(PassageIndex(papers, model, folder=index)) as passages,
    ):
        retriever = HybridRetriever(papers, passages)
        papers.read_ahead()
        seconds = [_search(retriever, query) for query in queries]
        memory = psutil.Process().memory_info().rss - before
    return Served(tuple(seconds[WARMING:]), memory)


def _search(retriever: HybridRetriever, query: str) -> float:
    begun = time.perf_counter()
    retriever.search(query, LIMIT)
    return time.perf_counter() - begun
