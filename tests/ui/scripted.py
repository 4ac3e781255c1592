"""An assistant that follows a script, so that a test decides what arrives and when."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.errors import FootnoteError
from corpus.library import Library
from corpus.paper import Paper
from rag.progress import Report, unreported
from rag.values import (
    Answer,
    CheckedClaim,
    Citation,
    Claim,
    ClaimChecked,
    Event,
    Evidence,
    Finished,
    Hit,
    Message,
    Source,
    SourcesFound,
    TextWritten,
)

PATIENCE = 20.0
"""Seconds after which a gate that nobody opens lets through all the same."""

Step = Event | FootnoteError | threading.Event


@dataclass(frozen=True)
class ScriptedReadiness:
    search: bool = True
    model: bool = True
    model_name: str = "Scripted 1B"
    message: str = ""
    one_at_a_time: bool = False


def ready_at_once(report: Report) -> None:
    """A preparation that has nothing to do."""


@dataclass
class ScriptedAssistant:
    """Plays the steps kept under a question; an unknown question is not in the library."""

    library: Library
    scripts: dict[str, Sequence[Step]] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    readiness: ScriptedReadiness = ScriptedReadiness()
    notice: str = ""
    preparing: Callable[[Report], None] = ready_at_once
    histories: dict[str, list[Message]] = field(default_factory=dict)
    strictness: dict[str, float | None] = field(default_factory=dict)
    closed: dict[str, threading.Event] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.library.name

    @property
    def papers(self) -> int:
        return len(self.library)

    @property
    def libraries(self) -> tuple[Library, ...]:
        return (self.library,)

    def prepare(self, report: Report = unreported) -> None:
        self.preparing(report)

    def stream(
        self, question: str, history: Sequence[Message] = (), *, strictness: float | None = None
    ) -> Iterator[Event]:
        self.strictness[question] = strictness
        self.histories[question] = list(history)
        self.closed[question] = threading.Event()
        try:
            for step in self.scripts.get(question, refused(question, self.library.papers())):
                if isinstance(step, FootnoteError):
                    raise step
                if isinstance(step, threading.Event):
                    step.wait(PATIENCE)
                else:
                    yield step
        finally:
            self.closed[question].set()

    def quotations(
        self, question: str, history: Sequence[Message] = (), *, strictness: float | None = None
    ) -> Iterator[Event]:
        """What the script ends with, as far as it is quoted."""
        steps = self.scripts.get(question, refused(question, self.library.papers()))
        (answer,) = (step.answer for step in steps if isinstance(step, Finished))
        quoted = tuple(claim for claim in answer.claims if claim.verdict == "quoted")
        yield SourcesFound(answer.nearest, question)
        yield Finished(replace(answer, claims=quoted, model="none"))

    def answer(self, question: str, history: Sequence[Message] = ()) -> Answer:
        (last,) = (event for event in self.stream(question, history) if isinstance(event, Finished))
        return last.answer

    def search(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        return hits(tuple(self.library.papers())[:limit])

    def check(self, text: str, papers: Sequence[Paper] | None = None) -> tuple[CheckedClaim, ...]:
        return (CheckedClaim(text, "unsupported", 0.1, reason="No abstract says so."),)

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        return self.offered[:n]


def hits(papers: Sequence[Paper]) -> tuple[Hit, ...]:
    return tuple(Hit(paper, 1 / rank) for rank, paper in enumerate(papers, start=1))


def cite(number: int, paper: Paper, quote: str) -> Citation:
    start = paper.abstract.index(quote)
    return Citation(number, paper, quote, start, start + len(quote))


def answered(claims: Sequence[Claim], found: Sequence[Paper], **more: Any) -> Answer:
    """An answer whose sources, evidence and text follow from its claims."""
    citations = [citation for claim in claims for citation in claim.citations]
    papers = {c.number: c.paper for c in citations}
    values: dict[str, Any] = {
        "text": " ".join(f"{claim.text} [{claim.citations[0].number}]" for claim in claims),
        "claims": tuple(claims),
        "sources": tuple(Source(number, papers[number]) for number in sorted(papers)),
        "evidence": tuple(Evidence(c.paper, c.quote, c.start, c.end, 0.8) for c in citations),
        "nearest": hits(found),
        "model": "Scripted 1B",
        "confidence": 0.9,
        "timings": {"retrieve": 0.012, "first_token": 2.3, "total": 5.2},
        "usage": {"prompt_tokens": 412, "completion_tokens": 64},
    }
    return Answer("answered", **(values | more))


def played(question: str, answer: Answer, *, gates: Sequence[threading.Event] = ()) -> list[Step]:
    """The events of an answer. The gates hold it before the text, after the text, after each verdict."""
    waiting = iter(gates)
    verdicts = [ClaimChecked(claim=claim) for claim in answer.claims]
    verdicts += [ClaimChecked(dropped=item) for item in answer.dropped]
    sentences = [item.text for item in (*answer.claims, *answer.dropped)]
    steps: list[Step] = [SourcesFound(answer.nearest, question), *_next(waiting)]
    steps += [TextWritten(f"{word} ") for sentence in sentences for word in sentence.split(" ")]
    steps += _next(waiting)
    for verdict in verdicts:
        steps += [verdict, *_next(waiting)]
    return [*steps, Finished(answer)]


def refused(question: str, papers: Iterable[Paper]) -> list[Step]:
    """The events of a refusal that names the three nearest papers."""
    nearest = hits(tuple(papers)[:3])
    titles = "; ".join(f"“{hit.paper.title}”" for hit in nearest)
    text = f"No abstract in this library says anything about that. The nearest papers are {titles}."
    timings = {"retrieve": 0.01, "first_token": 0.3, "total": 0.4}
    answer = Answer("not_in_corpus", text, nearest=nearest, model="Scripted 1B", timings=timings)
    return [SourcesFound(nearest, question), Finished(answer)]


def _next(waiting: Iterator[threading.Event]) -> list[Step]:
    return [gate for gate in (next(waiting, None),) if gate]
