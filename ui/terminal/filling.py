"""Adding files to a library, and telling what became of their records."""

from collections.abc import Iterable, Iterator, Sequence

from corpus.library import Added, Library
from corpus.paper import Paper
from corpus.readers import Identities, Remark, Skipped, read
from rag.progress import Progress, Report
from ui.status import counted
from ui.terminal.output import Output

REMARKS_SHOWN = 20


class Filling:
    """Papers on their way into a library.

    Args:
        library: where they are kept.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._added = Added()
        self._refused = 0
        self._remarks = 0
        self._ids: set[str] = set()
        self._removed: int | None = None

    def add(self, files: Sequence[str], report: Report) -> None:
        """Add the papers of files, in turn. Nothing is added when one of the files cannot be read at all.

        Raises:
            ReadError: a file cannot be opened, or is in no format that can be read.
            LibraryError: the library cannot be written to; what was added before is kept.
        """
        watches, known = {name: _Watch(name, report) for name in files}, Identities()
        readings = [(watch, read(name, self._tell, watch.reached, known)) for name, watch in watches.items()]
        for watch, papers in readings:
            self._added += self._library.merge(self._noted(papers), report=watch.kept)

    def take_out_the_others(self) -> None:
        """Take out every paper that was in none of the files, where they can be relied on to say so.

        Raises:
            LibraryError: the library cannot be written to; it is as it was then.
        """
        if doubt := self._doubt():
            Output(stderr=True).write(f"Nothing is removed: {doubt}.", "yellow")
            return
        self._removed = self._library.retain(self._ids)

    def _doubt(self) -> str:
        """Why the files may not hold all that is to be kept."""
        if self._refused:
            return "a record that was refused may be of a paper that is there"
        return "" if self._ids else "the files hold no paper at all"

    @property
    def status(self) -> int:
        """The exit status: 1 when records were refused and none could be used."""
        return int(self._refused > 0 and _count(self._added) == 0)

    def print_summary(self) -> None:
        """Print how many records are new, changed, unchanged and refused, and what the library holds now."""
        added, refused = self._added, self._refused
        if self._remarks > REMARKS_SHOWN:
            Output(stderr=True).write(f"… and {self._remarks - REMARKS_SHOWN:,} more.", "red")
        parts = [
            (added.added, "added"),
            (added.changed, "changed"),
            (added.unchanged, "unchanged"),
            *([(added.merged, "merged with others")] if added.merged else []),
            (refused, "refused"),
        ]
        if self._removed is not None:
            parts.append((self._removed, "removed"))
        told = ", ".join(f"{number:,} {what}" for number, what in parts)
        holding = counted(len(self._library), "paper")
        Output().write(f"{told}; the library {self._library.name} holds {holding}.")

    def _noted(self, papers: Iterable[Paper]) -> Iterator[Paper]:
        for paper in papers:
            self._ids.add(paper.id)
            yield paper

    def _tell(self, remark: Remark) -> None:
        self._remarks += 1
        self._refused += isinstance(remark, Skipped)
        if self._remarks <= REMARKS_SHOWN:
            Output(stderr=True).write(str(remark), "red" if isinstance(remark, Skipped) else "yellow")


class _Watch:
    """Tells how far the adding of a file has come; how many papers it has, its bytes tell about.

    Args:
        name: of the file.
        report: is told.
    """

    def __init__(self, name: str, report: Report) -> None:
        self._name = name
        self._report = report
        self._share = 0.0

    def reached(self, share: float) -> None:
        """Hear what share of the file has been read."""
        self._share = share

    def kept(self, added: Added) -> None:
        """Hear how many of its papers have been kept, and tell it."""
        done = _count(added)
        total = round(done / self._share) if self._share else 0
        self._report(Progress(f"Adding {self._name}", done, total, "papers", estimated=self._share < 1))


def _count(added: Added) -> int:
    return added.added + added.changed + added.unchanged + added.merged
