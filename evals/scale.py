"""The benchmark of size: adding, rebuilding, searching and memory over the papers of a file.

Run it with `scripts/scale FILE`. Timings are of this machine at this moment; where a bare part is named, both
were measured in turn, so that the ratio holds on a machine that does other things too.
"""

import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from rich.console import Console

import corpus
from corpus.readers import Skipped
from evals.copies import copies_of, remember_vectors
from evals.progress_bar import progress_bars
from evals.seed import SEED
from evals.serving import serve
from evals.table import MEBIBYTE, Row, print_table
from rag.models.embedding import embedding_model
from rag.progress import Report
from rag.retrieval.chroma import collection, embedded_client
from rag.retrieval.index import PassageIndex
from rag.retrieval.passages import Passage, passages_of
from rag.retrieval.remembered import RememberedVectors
from rag.settings import load_settings

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Metadata
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from numpy.typing import NDArray

WORDS = 200
"""Of an abstract that is added: text of the file, cut to this length."""
ADDED_AT_ONCE = 256
INSERTED_AT_ONCE = 5_000
SEARCHES = 300
_VARYING = re.compile(r"'[^']*'|\"[^\"]*\"|[\d,]*\d")


@dataclass(frozen=True)
class Place:
    """A library in a folder of its own, and its index."""

    library: corpus.Library
    index: PassageIndex
    folder: Path


def main(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Papers, in any format that `footnote add` reads.")
    ],
    papers: Annotated[int, typer.Option(help="How many of them are indexed and searched.")] = 2_000,
    rounds: Annotated[int, typer.Option(help="How often adding and inserting are measured.")] = 3,
    copies: Annotated[int, typer.Option(help="How many copies of each, with noise, join them then.")] = 0,
) -> None:
    """Measure adding, rebuilding, searching and memory, and print a table."""
    embedding = _embedding()
    chosen, skipped = papers_of(files, papers)
    with progress_bars(Console(stderr=True)) as report, fresh_place(embedding) as place:
        place.library.add(chosen)
        place.index.refresh(report)
        rows = [
            *adding(embedding, chosen, rounds),
            again(place, chosen),
            *rebuilding(place, embedding, rounds),
            *serving(place, chosen, _embedding),
        ]
        if copies:
            multiply(place, embedding, chosen, copies, report)
            rows += serving(place, chosen, _embedding)
    print_table(rows, title=f"{len(chosen):,} papers")
    for reason, count in skipped.most_common():
        Console(stderr=True).print(f"Skipped {count:,}: {reason}.", markup=False, highlight=False)


def papers_of(files: Iterable[Path], limit: int) -> tuple[list[corpus.Paper], Counter[str]]:
    """The first papers of some files, each id once, and how many records were skipped for which reason.

    The numbers in a reason are left out, so that records with one fault are counted together.

    Raises:
        ReadError: a file cannot be opened, or is in no format that can be read.
    """
    skipped: Counter[str] = Counter()

    def hear(remark: corpus.Remark) -> None:
        if isinstance(remark, Skipped):
            skipped[_VARYING.sub("…", remark.reason)] += 1

    found: dict[str, corpus.Paper] = {}
    for paper in (paper for file in files for paper in corpus.read(file, hear)):
        if found.setdefault(paper.id, paper) is not paper:
            skipped["another file has a paper of the same id"] += 1
        if len(found) == limit:
            break
    return list(found.values()), skipped


@contextmanager
def fresh_place(embedding: "BaseEmbedding") -> Iterator[Place]:
    """An empty library and its index; both are removed afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="footnote-scale-", ignore_cleanup_errors=True) as home,
        closing(corpus.Library.create(Path(home) / "papers.sqlite")) as library,
        closing(PassageIndex(library, embedding, folder=Path(home) / "index")) as index,
    ):
        yield Place(library, index, Path(home) / "index")


def adding(embedding: "BaseEmbedding", papers: Sequence[corpus.Paper], rounds: int) -> Iterator[Row]:
    """Abstracts a second into an empty library and its index, beside the embedder alone on the same texts."""
    ours, bare = [], []
    for batch in islice(_batches(_of_equal_length(papers)), rounds):
        texts = [passage.text for paper in batch for passage in passages_of(paper)]
        bare.append(_seconds(embedding.get_text_embedding_batch, texts))
        with fresh_place(embedding) as place:
            ours.append(_seconds(_add, place, batch))
    rate = ADDED_AT_ONCE * len(ours) / sum(ours)
    yield Row(f"abstracts of {WORDS} words added, embedded", f"{rate:.1f}/s", "45/s")
    yield Row("the same ÷ the bare embedder's rate", f"{sum(bare) / sum(ours):.2f}", "0.85")


def rebuilding(place: Place, embedding: "BaseEmbedding", rounds: int) -> Iterator[Row]:
    """Passages a second into Chroma from the vectors that the library remembers, beside Chroma alone."""
    passages, vectors = _remembered(place.library, embedding)
    ours, bare = [], []
    for _ in range(rounds):
        bare.append(_bare_insertion(passages, vectors))
        ours.append(_seconds(place.index.rebuild))
    yield Row("rebuilt from the cache", f"{len(passages) * rounds / sum(ours):,.0f} passages/s", "")
    yield Row("the same ÷ Chroma's bare rate", f"{sum(bare) / sum(ours):.2f}", "0.8")


def again(place: Place, papers: Sequence[corpus.Paper]) -> Row:
    """Papers a second that are there already, library and index."""
    seconds = _seconds(_add, place, papers)
    return Row("added again, nothing changed", f"{len(papers) / seconds:,.0f}/s", "5,000/s")


def serving(
    place: Place, papers: Sequence[corpus.Paper], embedding: "Callable[[], BaseEmbedding]"
) -> Iterator[Row]:
    """Milliseconds of a fused search, warm, the embedding of the query included; and the process's memory."""
    served = serve(place.library.path, place.folder, embedding, _queries(papers))
    size = f"{len(place.library):,} papers"
    yield Row(f"search, {size}: median", f"{1000 * statistics.median(served.seconds):.1f} ms", "")
    tail = f"{1000 * np.percentile(served.seconds, 95):.1f} ms"
    yield Row(f"search, {size}: 95th percentile", tail, "40 ms at 57,000, 120 ms at 1,000,000")
    memory = f"{served.memory / MEBIBYTE:,.0f} MiB"
    yield Row(f"memory beyond the model, {size}", memory, "0.8 GB at 57,000, 6 GB at 1,000,000")


def multiply(
    place: Place, embedding: "BaseEmbedding", papers: Sequence[corpus.Paper], copies: int, report: Report
) -> None:
    """Add copies of each paper, and bring the index in step."""
    place.library.add(copies_of(papers, copies))
    remember_vectors(place.library, embedding, papers, copies)
    place.index.refresh(report)


def _embedding() -> "BaseEmbedding":
    return embedding_model(load_settings())


def _add(place: Place, papers: Sequence[corpus.Paper]) -> None:
    place.library.add(papers)
    place.index.refresh()


def _of_equal_length(papers: Sequence[corpus.Paper]) -> Iterator[corpus.Paper]:
    """Abstracts of as many words each, cut out of the text of all."""
    words = " ".join(paper.abstract for paper in papers).split()
    for number, start in enumerate(range(0, len(words) - WORDS + 1, WORDS)):
        title = papers[number % len(papers)].title
        yield corpus.Paper(str(number), title, " ".join(words[start : start + WORDS]))


def _batches(papers: Iterator[corpus.Paper]) -> Iterator[list[corpus.Paper]]:
    while batch := list(islice(papers, ADDED_AT_ONCE)):
        yield batch


def _remembered(
    library: corpus.Library, embedding: "BaseEmbedding"
) -> tuple[list[Passage], "NDArray[np.float32]"]:
    passages = [passage for paper in library.papers() for passage in passages_of(paper)]
    return passages, np.array(RememberedVectors(library, embedding).of(passages), np.float32)


def _bare_insertion(passages: Sequence[Passage], vectors: "NDArray[np.float32]") -> float:
    """Seconds that Chroma alone takes for the same records, prepared beforehand."""
    ids = [passage.id for passage in passages]
    places: list[Metadata] = [{"paper_id": p.paper_id, "start": p.start, "end": p.end} for p in passages]
    with _bare_collection() as chroma:
        begun = time.perf_counter()
        for start in range(0, len(ids), INSERTED_AT_ONCE):
            part = slice(start, start + INSERTED_AT_ONCE)
            chroma.add(ids=ids[part], embeddings=vectors[part], metadatas=places[part])
        return time.perf_counter() - begun


@contextmanager
def _bare_collection() -> "Iterator[Collection]":
    with tempfile.TemporaryDirectory(prefix="footnote-scale-", ignore_cleanup_errors=True) as folder:
        client = embedded_client(Path(folder))
        yield collection(client, "bare")
        client.close()


def _queries(papers: Sequence[corpus.Paper]) -> list[str]:
    """Sentences of abstracts, one of a paper."""
    chosen = np.random.default_rng(SEED).permutation(len(papers))[:SEARCHES]
    spans = [(papers[n], papers[n].sentences[-1]) for n in chosen if papers[n].sentences]
    return [paper.abstract[span.start : span.end] for paper, span in spans]


def _seconds(call: Callable[..., object], *args: object, **named: object) -> float:
    begun = time.perf_counter()
    call(*args, **named)
    return time.perf_counter() - begun


if __name__ == "__main__":
    typer.run(main)
