"""A library put back: from a backup, or from what can still be read of its damaged file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.connections import BUSY_TIMEOUT, Connections
from corpus.copying import CopyReport, refuse_flaws, set_aside, transfer, unfinished, untold
from corpus.errors import LibraryDamagedError, LibraryError, LibraryNotFoundError
from corpus.failures import translated
from corpus.generation import advance, generation, raise_to
from corpus.migrations import migrate
from corpus.salvage import salvage


@dataclass(frozen=True)
class Rescued:
    """How many papers could be read of a damaged library, and where its old file is now."""

    papers: int
    aside: Path


def restore(path: Path | str, backup: Path | str, *, report: CopyReport = untold) -> None:
    """Make the library at a path what a backup of it, or of another, holds. Others may read meanwhile.

    They see the library as it was until all of it is there; whatever ends the process, it is the one or
    the other. A library that is too damaged to be opened is set aside.

    Args:
        path: the library; made if it is not there.
        backup: a library's file, of this version or an older one. It is only read.
        report: is told how many of how many bytes are put back.

    Raises:
        LibraryNotFoundError: there is no such backup.
        LibraryDamagedError: the backup is damaged, or no library.
        LibraryTooNewError: a newer version wrote the backup.
        LibraryBusyError: another process kept writing to the library.
    """
    path, backup = Path(path), Path(backup)
    if path.exists() and backup.exists() and path.samefile(backup):
        raise LibraryError(f"The file {backup} is the library itself.", remedy="Give the path of a backup.")
    with unfinished(path) as draft:
        _prepare(backup, draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as source, _living(path) as live:
            with live.writing() as target:
                newest = max(generation(source), generation(target)) + 1
            raise_to(source, newest)
            with translated(path), live.whole() as target:
                transfer(source, target, report)
            with live.writing() as target:
                advance(target)


def rescue(path: Path | str) -> Rescued:
    """Make a new library of each paper and each vector that can be read of a damaged one.

    Raises:
        LibraryDamagedError: nothing can be read of it; it is left as it is.
        LibraryError: the new one cannot be written.
    """
    path = Path(path)
    with unfinished(path) as draft:
        with closing(Connections(draft)) as connections:
            connections.create()
            with translated(path), connections.writing() as target:
                papers = salvage(path, target)
                raise_to(target, path.stat().st_size)
            with connections.whole() as target:
                target.execute("PRAGMA journal_mode = DELETE")
        aside = set_aside(path)
        draft.replace(path)
    return Rescued(papers, aside)


def _prepare(backup: Path, draft: Path) -> None:
    """Copy a backup, and see that the copy is whole and of this version."""
    if not backup.is_file():
        raise LibraryNotFoundError(f"There is no file {backup}.", remedy="Give the path of a backup.")
    with (
        closing(Connections(backup)) as origin,
        translated(backup),
        closing(sqlite3.connect(draft, isolation_level=None)) as copy,
    ):
        _check_origin(origin)
        with origin.reading() as source:
            generation(source)
            transfer(source, copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        refuse_flaws(copy, backup)
        migrate(copy)


def _check_origin(backup: Connections) -> None:
    """See that a file is a backup, and tell one who gave another what to give."""
    try:
        backup.check_origin()
    except LibraryDamagedError as error:
        raise LibraryDamagedError(
            f"The file {backup.path} is not a library of Footnote, or it is damaged.",
            kept="Nothing was changed.",
            remedy="Give a file that `footnote backup` wrote; files of papers go in with `footnote add`.",
        ) from error


@contextmanager
def _living(path: Path) -> Iterator[Connections]:
    """The library that is to be replaced, open."""
    connections = Connections(path, BUSY_TIMEOUT)
    try:
        connections.create()
    except LibraryDamagedError:
        set_aside(path)
        connections.create()
    try:
        yield connections
    finally:
        connections.close()
