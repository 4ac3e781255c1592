"""What the screens ask of an assistant. `rag.Assistant` is one; so is any object of this shape."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Protocol

from corpus.library import Added
from corpus.listing import Listed, Listing
from corpus.paper import Paper
from rag.values import Answer, CheckedClaim, Event, Hit, Message


class Papers(Protocol):
    """A named collection of papers."""

    @property
    def name(self) -> str:
        """What the collection is called."""

    def __len__(self) -> int:
        """How many papers it holds."""

    def listed(self, listing: Listing) -> Listed:
        """The papers to look through that a listing asks for."""

    def years(self) -> tuple[int, ...]:
        """The years of the papers, the newest first."""

    def merge(self, papers: Iterable[Paper], *, report: Callable[[Added], None] | None = None) -> Added:
        """Add papers, each work once; other content under a known id replaces the old."""

    def remove(self, ids: Iterable[str]) -> int:
        """Take papers out; returns how many of them were there."""


class Readiness(Protocol):
    """How far an assistant has come."""

    @property
    def search(self) -> bool:
        """Whether papers can be found."""

    @property
    def model(self) -> bool:
        """Whether a chat model can write."""

    @property
    def model_name(self) -> str:
        """What the chat model is called."""

    @property
    def one_at_a_time(self) -> bool:
        """Whether the chat model writes one answer after another, as the embedded one does."""

    @property
    def message(self) -> str:
        """The same in one sentence for people."""


class Progress(Protocol):
    """How far a long task has come."""

    @property
    def done(self) -> int:
        """The units that are done."""

    @property
    def total(self) -> int:
        """The units in all; 0 when not known yet."""


class Assistant(Protocol):
    """Answers questions from a library of papers."""

    @property
    def name(self) -> str:
        """What its papers are called."""

    @property
    def papers(self) -> int:
        """How many papers are asked."""

    @property
    def library(self) -> Papers:
        """Where the papers are kept that are asked; the first one of several."""

    @property
    def libraries(self) -> Sequence[Papers]:
        """Every library that is asked."""

    @property
    def notice(self) -> str:
        """What the reader should know of what is asked, such as a library that cannot be."""

    @property
    def readiness(self) -> Readiness:
        """What can be asked of it by now."""

    def prepare(self, report: Callable[[Progress], None]) -> None:
        """Fetch and load what is missing, telling how far it is; come back when everything is ready."""

    def answer(self, question: str, history: Sequence[Message] = ()) -> Answer:
        """The whole answer at once."""

    def stream(
        self, question: str, history: Sequence[Message] = (), *, strictness: float | None = None
    ) -> Generator[Event, None, None]:
        """The same answer, as it comes about; from strictness 0 (answer where possible) to 1."""

    def quotations(
        self, question: str, history: Sequence[Message] = (), *, strictness: float | None = None
    ) -> Generator[Event, None, None]:
        """The same without the chat model: an answer of quotations alone."""

    def search(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The papers that match best."""

    def check(self, text: str, papers: Sequence[Paper] | None = None) -> tuple[CheckedClaim, ...]:
        """Each sentence of a text, held against the papers."""

    def refresh(self, report: Callable[[Progress], None]) -> None:
        """Bring the index in step with the papers, telling how far it is."""

    def check_each(self, text: str, papers: Sequence[Paper] | None = None) -> Iterator[CheckedClaim]:
        """The same, one sentence at a time."""

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        """Questions to start with."""
