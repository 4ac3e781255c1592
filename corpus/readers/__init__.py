"""Papers out of files: `read` takes whatever people keep them in."""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from corpus.errors import UnknownFormatError
from corpus.paper import Paper
from corpus.readers.documents import Document, bytes_read, documents
from corpus.readers.formats import FORMATS, Recognised, recognised
from corpus.readers.identities import Identities
from corpus.readers.records import Flaw, Record, guarded, to_paper
from corpus.readers.remarks import Remark, Skipped
from corpus.readers.text import decoded

__all__ = ["FORMATS", "Identities", "Remark", "Skipped", "read"]

log = logging.getLogger(__name__)
Report = Callable[[Remark], None]
Reached = Callable[[float], None]


def _warn(remark: Remark) -> None:
    log.warning("%s", remark)


def _unwatched(_: float) -> None:
    """Nobody asks how far the reading is."""


def read(
    path: Path | str,
    report: Report = _warn,
    reached: Reached = _unwatched,
    identities: Identities | None = None,
) -> Iterator[Paper]:
    """The papers of a file, an archive or a folder, one after another.

    The format of each file is told by its content; `corpus.readers.formats` lists them. A file may be
    compressed with gzip; what a zip archive or a folder holds is read file by file. However large it
    is, only a small part is in memory at a time. A paper without an identifier gets the `slug` of its
    title.

    Args:
        path: the file, the archive or the folder.
        report: told whatever there is to say, as soon as it is found: each record that was `Skipped`,
            with its file, its line and the reason, and each `Remark` about what was read. By default
            they are logged as warnings.
        reached: told before each paper what share of the bytes has been read, from 0 to 1.
        identities: of the papers of other files that belong together with this one; a paper that comes
            under the identifier of another one is skipped.

    Raises:
        ReadError: it cannot be opened.
        UnknownFormatError: no reader recognises it, nor any of the files in it.
    """
    path = Path(path)
    _check(path)
    return _papers(path, report, reached, identities or Identities())


def _check(path: Path) -> None:
    """Whether anything there can be read.

    Raises:
        ReadError: it cannot be opened.
        UnknownFormatError: no reader recognises anything of it.
    """
    obstacles: dict[str, None] = {}
    with closing(documents(path)) as found:
        for document in found:
            result = recognised(document)
            if isinstance(result, Recognised):
                return
            obstacles[result] = None
    what = "folder" if path.is_dir() else "file"
    why = "; ".join(list(obstacles)[:3]) or "it holds no files"
    names = ", ".join(known.name for known in FORMATS[:-1]) + f" and {FORMATS[-1].name}"
    raise UnknownFormatError(
        f"There is nothing to read in the {what} {path.name}: {why}.",
        remedy=f"The formats are {names}, and folders of text files; each compressed with gzip or zip too.",
    )


def _papers(path: Path, report: Report, reached: Reached, identities: Identities) -> Iterator[Paper]:
    total = sum(document.size for document in documents(path)) if reached is not _unwatched else 0
    before = 0
    with closing(documents(path)) as found:
        for document in found:
            for paper, taken in _Reading(document, report, identities).papers():
                reached(min(1.0, (before + taken) / total) if total else 0.0)
                yield paper
            before += document.size


class _Reading:
    """The reading of one document.

    Args:
        document: what is read.
        report: told what is left out.
        identities: those of all papers that were read before.
    """

    def __init__(self, document: Document, report: Report, identities: Identities) -> None:
        self._document = document
        self._report = report
        self._identities = identities

    def papers(self) -> Iterator[tuple[Paper, int]]:
        """The papers, each with how many bytes were read so far; flaws are told on the way."""
        found = recognised(self._document)
        if isinstance(found, str):
            return self._tell(Flaw(0, found))
        if found.sample.encoding_is_guessed:
            remark = f"it is not UTF-8, and was read as {found.sample.encoding}"
            self._report(Remark(self._document.name, "", remark))
        with self._document.open() as stream, decoded(stream, found.sample.encoding) as text:
            for item in found.format.records(found.format.parts(text, self._tell)):
                for paper in self._settled(item):
                    yield paper, bytes_read(stream)
        return None

    def _settled(self, item: Record | Flaw) -> Iterator[Paper]:
        result = guarded(item.line, to_paper, item) if isinstance(item, Record) else item
        if isinstance(result, Paper):
            result = self._identities.settle(result, item.line)
        if isinstance(result, Paper):
            yield result
        else:
            self._tell(result)

    def _tell(self, flaw: Flaw) -> None:
        place = f"line {flaw.line:,}" if flaw.line else ""
        self._report(Skipped(self._document.name, place, flaw.reason))
