"""The library: papers on disk, found again by their words, with the embeddings of their texts."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus import rows, vectors
from corpus.connections import BUSY_TIMEOUT, Connections
from corpus.copying import CopyReport, untold, write_copy
from corpus.counts import paper_count
from corpus.duplicates import homes
from corpus.errors import BadRecordError, LibraryDamagedError, LibraryError
from corpus.facets import Facets
from corpus.filters import EVERYTHING, Filters
from corpus.generation import advance, generation
from corpus.health import flaws, make_indexes_anew
from corpus.lexical import Frequencies, LexicalIndex, LexicalMatch
from corpus.listing import Listed, Listing, listed, years
from corpus.paper import Paper

_BATCH = 500
_Write = Callable[[sqlite3.Connection, Paper], rows.Outcome]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of papers that were added: how many are new, replaced, or were there as they are.

    Those that were merged became part of others.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.merged + other.merged,
        )


class Library:
    """A named collection of papers: one SQLite file, the record from which all indexes can be made.

    Every method may be called from any thread, and other processes may read and write the same file:
    each call sees the state of one moment. All methods raise `LibraryError`, or a kind of it, when the
    file cannot be used: `LibraryBusyError` when another process keeps writing, `LibraryDamagedError`
    when the file is broken.

    Attributes:
        path: the file.
    """

    def __init__(self, connections: Connections) -> None:
        """For `create` and `open`, which are the ways to get a library."""
        self.path = connections.path
        self._connections = connections
        self._lexical = LexicalIndex()
        self._facets = Facets()

    @classmethod
    def create(cls, path: Path | str, *, busy_timeout: float = BUSY_TIMEOUT) -> Self:
        """Open a library; make it if it is not there, and bring an older one up to date.

        Args:
            path: the file.
            busy_timeout: the seconds to wait while another process writes.

        Raises:
            LibraryDamagedError: the file is something else; it is left as it is.
            LibraryTooNewError: a newer version wrote it; it is left as it is.
            LibraryError: there is no room for the copy of an older one that is kept beside it.
        """
        connections = Connections(Path(path), busy_timeout)
        try:
            connections.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"The folder {connections.path.parent} cannot be made ({error}).") from error
        connections.create()
        return cls(connections)

    @classmethod
    def open(cls, path: Path | str, *, busy_timeout: float = BUSY_TIMEOUT) -> Self:
        """Open a library that is there. Nothing is written.

        Args:
            path: the file.
            busy_timeout: the seconds to wait while another process writes.

        Raises:
            LibraryNotFoundError: there is no such file.
            LibraryDamagedError: it is not a library.
            LibraryTooNewError: a newer version wrote it.
            LibraryOutdatedError: an older version wrote it; `create` brings it up to date.
        """
        connections = Connections(Path(path), busy_timeout)
        connections.check()
        return cls(connections)

    def close(self) -> None:
        """Let go of the file. A call that is under way ends well; one after it raises LibraryError."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The name of the library: its file's, without the ending."""
        return self.path.stem

    @property
    def generation(self) -> int:
        """A number that rises with every change of the papers."""
        with self._connections.reading() as connection:
            return generation(connection)

    def __len__(self) -> int:
        with self._connections.reading() as connection:
            return paper_count(connection)

    def add(self, papers: Iterable[Paper], *, report: Callable[[Added], None] | None = None) -> Added:
        """Add papers. One whose id and content are known costs nothing; other content replaces the old.

        Args:
            papers: any number of papers; they are taken 500 at a time, and each 500 are kept for good
                before the next are taken, whatever happens afterwards.
            report: told after each 500 what has been kept so far.

        Raises:
            BadRecordError: a paper holds what cannot be kept, such as half a character. The batches
                before its own are kept.
        """
        return self._put(papers, rows.store, report)

    def merge(self, papers: Iterable[Paper], *, report: Callable[[Added], None] | None = None) -> Added:
        """Add papers, each work once: one that is there under another id becomes part of that paper.

        Records are of one work by `corpus.works.same_work`. The paper keeps its id; it takes the longer
        abstract, and of the other record what it does not say itself. Otherwise as `add`.
        """
        return self._put(papers, rows.merge, report)

    def remove(self, ids: Iterable[str]) -> int:
        """Take papers out; returns how many of them were there."""
        with self._connections.writing() as connection:
            count = rows.delete(connection, ids)
            if count:
                advance(connection)
            return count

    def retain(self, ids: AbstractSet[str]) -> int:
        """Take out every paper but those of some ids; returns how many were taken out.

        A paper of which a record with one of the ids became part stays too.
        """
        with self._connections.reading() as connection:
            kept = {*ids, *homes(connection, ids)}
        return self.remove(id_ for id_ in self.ids() if id_ not in kept)

    def get(self, id: str) -> Paper | None:  # noqa: A002 - it is the paper's id
        """The paper of this id, if it is there."""
        return self.get_many([id]).get(id)

    def get_many(self, ids: Iterable[str]) -> dict[str, Paper]:
        """The papers of these ids that are there, in the order of the ids."""
        wanted = list(ids)
        with self._connections.reading() as connection:
            found = {paper.id: paper for paper in rows.by_ids(connection, wanted)}
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def papers(self, filters: Filters = EVERYTHING) -> Iterator[Paper]:
        """All papers, in the order in which they came. They carry their sentences; none is split again.

        They are read 500 at a time: papers that are added meanwhile may be among them.

        Args:
            filters: which are wanted.
        """
        if filters:
            yield from self._filtered(filters)
            return
        row = 0
        while True:
            with self._connections.reading() as connection:
                batch, row = rows.after(connection, row, _BATCH)
            if not batch:
                return
            yield from batch

    def ids(self, filters: Filters = EVERYTHING) -> list[str]:
        """The ids of all papers that are wanted, in the order in which they came."""
        with self._connections.reading() as connection:
            if filters:
                return rows.ids_of(connection, self._facets.rows(connection, filters).tolist())
            return [id_ for (id_,) in connection.execute("SELECT id FROM papers ORDER BY row")]

    def content_hashes(self, ids: Iterable[str]) -> dict[str, str]:
        """The content hash of each paper of these ids that is there."""
        with self._connections.reading() as connection:
            return rows.content_hashes(connection, ids)

    def listed(self, listing: Listing) -> Listed:
        """The papers to look through that a listing asks for. Any text narrows down; none is an error."""
        with self._connections.reading() as connection:
            return listed(connection, listing)

    def years(self) -> tuple[int, ...]:
        """The years of the papers, the newest first."""
        with self._connections.reading() as connection:
            return years(connection)

    def search(
        self,
        query: str,
        limit: int = 10,
        *,
        filters: Filters = EVERYTHING,
        among: Frequencies | None = None,
    ) -> list[LexicalMatch]:
        """The papers that share words with a text, best first, by BM25 over title and abstract.

        Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond", with
        k1 = 1.2, b = 0.75, the idf of Lucene, and a word of the title counting three times. Any text is
        a query; words are stemmed by Porter's rules, function words count for nothing, and one of the
        others is enough to match. A text without such words finds nothing.

        Args:
            query: any text.
            limit: how many papers at most.
            filters: which papers are wanted; how telling a word is, all papers say.
            among: more papers than these, which say how telling a word is. Scores of several libraries
                can be compared when the same ones are given to each.
        """
        with self._connections.reading() as connection:
            wanted = self._facets.rows(connection, filters) if filters else None
            return self._lexical.search(connection, query, limit, wanted, among)

    def read_ahead(self) -> None:
        """Remember of the common words what a search needs, so that the first is as fast as the others.

        Nothing that fails to be remembered is missed by a search. Takes seconds where papers are many.
        """
        with self._connections.reading() as connection:
            words = self._lexical.worth_reading(connection)
        for word in words:
            with self._connections.reading() as connection:
                self._lexical.read(connection, word)

    def document_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many papers each term stands, in any form that has the same stem.

        A term of several words, such as "P-tuning", counts as its rarest; one without words counts 0.
        """
        with self._connections.reading() as connection:
            return self._lexical.document_frequencies(connection, terms)

    def stem_frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """In how many papers each stem stands, by Porter's algorithm; it is looked up as it is."""
        with self._connections.reading() as connection:
            return self._lexical.stem_frequencies(connection, stems)

    def vectors(self, model: str, hashes: Sequence[str]) -> dict[str, bytes]:
        """The embeddings that are known, by the hash of their text: float32, little-endian.

        Args:
            model: the name of the embedding model.
            hashes: the hashes of the texts, any number.
        """
        with self._connections.reading() as connection:
            return vectors.find(connection, model, hashes)

    def store_vectors(self, model: str, vectors_by_hash: Mapping[str, bytes]) -> None:
        """Remember embeddings for `vectors`. The generation stays as it is.

        Args:
            model: the name of the embedding model.
            vectors_by_hash: for the hash of each text, its embedding as float32, little-endian.
        """
        with self._connections.writing() as connection:
            vectors.store(connection, model, vectors_by_hash)

    def backup(self, path: Path | str, *, report: CopyReport = untold) -> None:
        """Write a copy of the library, as it is now, to a file. Others may read and write meanwhile.

        The copy holds everything, embeddings too, and is a library itself. It replaces a library that is
        at `path`; what is there otherwise is left alone.

        Args:
            path: the file.
            report: is told how many of how many bytes are copied.

        Raises:
            LibraryError: the copy cannot be written there.
        """
        path = Path(path)
        _refuse_to_overwrite(path, self.path)
        with self._connections.reading() as connection:
            generation(connection)
            write_copy(connection, path, report)

    def flaws(self) -> list[str]:
        """What is wrong with the file, each in a line. Every page is read; writers wait meanwhile."""
        try:
            with self._connections.writing() as connection:
                return flaws(connection)
        except LibraryDamagedError as error:
            return [error.happened]

    def mend(self) -> list[str]:
        """Make every index anew from the papers; returns what is wrong even then."""
        with self._connections.writing() as connection:
            make_indexes_anew(connection)
            advance(connection)
            return flaws(connection)

    def _filtered(self, filters: Filters) -> Iterator[Paper]:
        waiting = iter(self.ids(filters))
        while batch := list(islice(waiting, _BATCH)):
            yield from self.get_many(batch).values()

    def _put(self, papers: Iterable[Paper], write: _Write, report: Callable[[Added], None] | None) -> Added:
        total, waiting = Added(), iter(papers)
        while batch := list(islice(waiting, _BATCH)):
            total += self._put_batch(batch, write)
            if report is not None:
                report(total)
        return total

    def _put_batch(self, batch: Sequence[Paper], write: _Write) -> Added:
        with self._connections.reading() as connection:
            if rows.known(connection, batch) == len(batch):
                return Added(unchanged=len(batch))
        with self._connections.writing() as connection:
            outcomes: Counter[str] = Counter(_written(connection, paper, write) for paper in batch)
            if outcomes.keys() - {"unchanged"}:
                advance(connection)
        return Added(**outcomes)


def _refuse_to_overwrite(path: Path, library: Path) -> None:
    """See that a copy may be written to a path.

    Raises:
        LibraryError: it is the library itself, or a file that is none.
    """
    if path.exists() and path.samefile(library):
        raise LibraryError(f"The file {path} is the library itself.", remedy="Give the path of another file.")
    if path.exists():
        with closing(Connections(path)) as other:
            other.check_origin()


def _written(connection: sqlite3.Connection, paper: Paper, write: _Write) -> rows.Outcome:
    try:
        return write(connection, paper)
    except (UnicodeEncodeError, OverflowError) as error:
        raise BadRecordError(
            f"The paper {paper.id[:80]!r} cannot be kept ({error}).",
            kept="The papers of the batches before it were added.",
        ) from error
