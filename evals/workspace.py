"""A place of its own for what is measured: fresh libraries and indexes, and nobody's own touched."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.library import Library
from corpus.paper import Paper
from rag.settings import Settings


class Workspace:
    """Makes libraries of some papers, with or without others added.

    Args:
        folder: where libraries and indexes are kept.
        papers: those of every library.
        settings: the user's own.
    """

    def __init__(self, folder: Path, papers: Sequence[Paper], settings: Settings) -> None:
        self.papers = tuple(papers)
        self.settings = settings.model_copy(update={"home": folder, "chroma_url": None})
        self._made = 0
        with closing(self._make(self.papers)) as library:
            self._base = library.path

    def library(self) -> Library:
        """The library of the papers, open."""
        return Library.open(self._base)

    def strangers(self, papers: Sequence[Paper]) -> tuple[Paper, ...]:
        """Those of some papers that every library lacks: a question that brings others needs its own."""
        known = {(paper.id, paper.content_hash) for paper in self.papers}
        return tuple(paper for paper in papers if (paper.id, paper.content_hash) not in known)

    def library_with(self, extra: Sequence[Paper], embedding_name: str) -> Library:
        """A fresh library of the papers and others, open.

        Vectors that the base library has of its papers are taken over, so that none is embedded twice.

        Args:
            extra: the others.
            embedding_name: the model of the vectors.
        """
        from rag.retrieval.passages import passages_of

        library = self._make([*self.papers, *extra])
        hashes = [passage.text_hash for paper in self.papers for passage in passages_of(paper)]
        with closing(self.library()) as base:
            library.store_vectors(embedding_name, base.vectors(embedding_name, hashes))
        return library

    def _make(self, papers: Sequence[Paper]) -> Library:
        self._made += 1
        library = Library.create(self.settings.libraries / f"library-{self._made}.sqlite")
        library.add(papers)
        return library


@contextmanager
def temporary_workspace(papers: Sequence[Paper], settings: Settings) -> Iterator[Workspace]:
    """A workspace that is removed afterwards. Chroma is embedded in it, whatever the settings say."""
    with TemporaryDirectory(prefix="footnote-eval-", ignore_cleanup_errors=True) as folder:
        yield Workspace(Path(folder), papers, settings)
