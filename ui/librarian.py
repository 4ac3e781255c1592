"""What happens when a person looks through the papers of a library, adds some, or takes one out."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

import gradio as gr

from corpus.errors import FootnoteError, LibraryError, ReadError
from corpus.library import Added
from corpus.listing import Listing, Order
from corpus.readers import Identities, Remark, Skipped, read
from ui.assistant import Assistant, Papers, Progress
from ui.frames import Sections
from ui.render import added_html, adding_html, books_html, shelf_html
from ui.shelf import Choice, Shelf, choice_of

MOST_SHOWN = 2_000
BROKEN = "Something went wrong that should not have. What was added before is kept; the log tells more."
ORDERS: tuple[Order, ...] = ("latest", "title", "newest")


class Moved(NamedTuple):
    """What changes on the page when another library is chosen."""

    choice: Choice | dict[str, Any]
    books: Sections | dict[str, Any]
    report: Sections


class Summary(NamedTuple):
    """What became of the files that were added.

    Attributes:
        added: what became of their papers.
        refused: what was left out, and why.
        remarks: what else there is to say of the files.
        papers: how many the library holds now.
    """

    added: Added
    refused: tuple[str, ...]
    remarks: tuple[str, ...]
    papers: int


class Librarian:
    """The page's answers to what its visitors do with papers.

    Args:
        shelf: the libraries.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def look(self, choice: Any, event: gr.EventData) -> Sections:  # noqa: ANN401
        """The papers that are looked for."""
        return self._books(choice_of(choice), listing_of(event))

    def remove(self, choice: Any, event: gr.EventData) -> tuple[Sections, Sections]:  # noqa: ANN401
        """Take a paper out, and show the others."""
        chosen = choice_of(choice)
        report = ""
        try:
            library = _one_library(self._shelf.chosen(chosen).assistant)
            library.remove([str(event.paper)])
            report = added_html(word="The paper was removed.")
        except FootnoteError as error:
            report = added_html(error=str(error))
        return self._books(chosen, listing_of(event)), Sections(keep=0, html=report)

    def choose(self, choice: Any, event: gr.EventData) -> Moved:  # noqa: ANN401
        """Turn to another library, which is made where it is new."""
        chosen, name = choice_of(choice), str(event.library).strip()
        try:
            held = self._shelf.make(name).assistant
        except FootnoteError as error:
            return Moved(gr.skip(), gr.skip(), Sections(keep=0, html=added_html(error=str(error))))
        other = Choice(library=held.name, strictness=chosen["strictness"])
        return Moved(other, self._books(other, Listing()), Sections(keep=0, html=""))

    def add(self, files: Sequence[str] | None, choice: Any) -> Iterator[tuple[Any, Sections]]:  # noqa: ANN401
        """Add the papers of uploaded files, telling how far it is; the files are deleted afterwards."""
        assistant = self._shelf.chosen(choice_of(choice)).assistant
        paths = [Path(name) for name in files or ()]
        try:
            for html in _told(lambda tell: _added(_Adding(assistant, tell), paths)):
                yield gr.skip(), Sections(keep=0, html=html)
        finally:
            for path in paths:
                path.unlink(missing_ok=True)
        yield None, gr.skip()

    def _books(self, choice: Choice, listing: Listing) -> Sections:
        assistant, names = self._shelf.chosen(choice).assistant, self._shelf.names()
        if len(assistant.libraries) > 1:
            return Sections(keep=0, html=shelf_html(names, assistant))
        library = assistant.library
        return Sections(keep=0, html=books_html(names, library, listing, library.listed(listing)))


def listing_of(event: gr.EventData) -> Listing:
    """What the controls of the list say."""
    said: dict[str, Any] = event._data or {}  # noqa: SLF001 - Gradio has no other way to ask for what may lack
    year, order, limit = str(said.get("year", "")), said.get("order"), said.get("limit")
    return Listing(
        words=str(said.get("words", ""))[:200],
        year=int(year) if year.isdecimal() and len(year) <= len("2026") else None,
        order=next((known for known in ORDERS if known == order), "latest"),
        limit=min(limit, MOST_SHOWN) if isinstance(limit, int) and limit > 0 else Listing().limit,
    )


class _Adding:
    """The adding of some files to a library.

    Args:
        assistant: of the library.
        tell: is told, as HTML, how far it is.
    """

    def __init__(self, assistant: Assistant, tell: Callable[[str], None]) -> None:
        self._assistant = assistant
        self._tell = tell
        self._added = Added()
        self._refused: list[str] = []
        self._remarks: list[str] = []
        self._known = Identities()

    def add(self, path: Path) -> None:
        """Add the papers of a file; one that cannot be read is told, and hinders no other."""
        before = self._added

        def tell(added: Added) -> None:
            self._added = before + added
            self._tell(adding_html(f"Adding {path.name}", done=_count(self._added)))

        self._tell(adding_html(f"Reading {path.name}"))
        library = _one_library(self._assistant)
        try:
            library.merge(read(path, self._hear, identities=self._known), report=tell)
        except ReadError as error:
            self._refused.append(str(error))

    def finish(self) -> str:
        """Bring the index in step, and say what became of the files."""

        def tell(progress: Progress) -> None:
            self._tell(adding_html("Making the papers searchable", progress.done, progress.total))

        self._assistant.refresh(tell)
        papers = len(self._assistant.library)
        return added_html(Summary(self._added, tuple(self._refused), tuple(self._remarks), papers))

    def _hear(self, remark: Remark) -> None:
        (self._refused if isinstance(remark, Skipped) else self._remarks).append(str(remark))


def _one_library(assistant: Assistant) -> Papers:
    """The library that papers can be put into and taken out of.

    Raises:
        LibraryError: there are several.
    """
    if len(assistant.libraries) > 1:
        raise LibraryError("Papers are kept in one library.", remedy="Choose one in the list, and try again.")
    return assistant.library


def _added(adding: _Adding, paths: Sequence[Path]) -> str:
    for path in paths:
        adding.add(path)
    return adding.finish()


def _told(work: Callable[[Callable[[str], None]], str]) -> Iterator[str]:
    """What a task tells while it is done in a thread, the latest first, and in the end what it returns."""
    told = SimpleQueue[str | None]()

    def run() -> None:
        ending = added_html(error=BROKEN)
        try:
            ending = work(told.put)
        except FootnoteError as error:
            ending = added_html(error=str(error))
        finally:
            told.put(ending)
            told.put(None)

    Thread(target=run, name="footnote-adding", daemon=True).start()
    while (html := told.get()) is not None:
        yield html


def _count(added: Added) -> int:
    return added.added + added.changed + added.unchanged + added.merged
