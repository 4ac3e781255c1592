"""A conversation, and how a turn of it grows with each event."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, assert_never, get_args

from corpus.sentences import sentence_spans
from rag.values import (
    Answer,
    Claim,
    ClaimChecked,
    Event,
    Finished,
    Hit,
    Source,
    SourcesFound,
    Status,
    TextWritten,
)
from ui.line import Waiting

Thumb = Literal["up", "down"]
Running = Literal["searching", "waiting", "reading", "writing", "checking"]
State = Running | Literal["failed", "stopped", "interrupted"] | Status


@dataclass(frozen=True)
class Turn:
    """One question, and what has become of it so far.

    Attributes:
        question: as it was asked.
        understood: as it was understood, history resolved.
        state: what is going on, or how it ended.
        hits: the papers that were found, best first.
        ahead: how many questions the model answers before this one.
        quoted: what can be quoted while they are answered.
        draft: what the model wrote, not checked.
        checked: the verdicts on the draft's sentences, in their order.
        answer: the whole answer, once there is one.
        error: why there is none.
        trouble: why it could not be kept, if so.
        thumb: what the reader thought of the answer, if that was told.
    """

    question: str
    understood: str = ""
    state: State = "searching"
    hits: tuple[Hit, ...] = ()
    ahead: int = 0
    quoted: tuple[Claim, ...] = ()
    draft: str = ""
    checked: tuple[ClaimChecked, ...] = ()
    answer: Answer | None = None
    error: str = ""
    trouble: str = ""
    thumb: Thumb | Literal[""] = ""

    @property
    def running(self) -> bool:
        """Whether more is to come."""
        return self.state in get_args(Running)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The sentences that stand; before the first verdict, those that are quoted meanwhile."""
        if self.answer:
            return self.answer.claims
        if not self.checked:
            return self.quoted
        return _numbered([verdict.claim for verdict in self.checked if verdict.claim])

    @property
    def sources(self) -> tuple[Source, ...]:
        """The papers that the standing sentences cite, in number order."""
        cited = {c.number: c.paper for claim in self.claims for c in claim.citations}
        return tuple(Source(number, cited[number]) for number in sorted(cited))

    @property
    def considered(self) -> tuple[Hit, ...]:
        """The papers that were found and are not cited, best first."""
        cited = {source.paper.id for source in self.sources}
        found = self.answer.nearest if self.answer and self.answer.nearest else self.hits
        return tuple(hit for hit in found if hit.paper.id not in cited)

    @property
    def unchecked(self) -> str:
        """The end of the draft, on which there is no verdict yet."""
        rest = self.draft
        for verdict in self.checked:
            rest = _after_sentence(rest, verdict)
        return rest

    def after(self, event: Event | Waiting) -> "Turn":
        """The turn, one event later."""
        match event:
            case SourcesFound(hits, question):
                return replace(self, state="reading", hits=hits, understood=question)
            case Waiting(ahead, claims):
                return replace(self, state="waiting", ahead=ahead, quoted=claims)
            case TextWritten(text):
                return replace(self, state="writing", draft=self.draft + text)
            case ClaimChecked():
                return replace(self, state="checking", checked=(*self.checked, event))
            case Finished(answer):
                return replace(self, state=answer.status, answer=answer)
            case _:
                assert_never(event)

    def failed(self, error: str) -> "Turn":
        """The turn, ended by an error: the question and what was found stay."""
        return replace(self, state="failed", error=error) if self.running else self

    def stopped(self) -> "Turn":
        """The turn, ended by the reader: the sentences that passed their check stay."""
        return replace(self, state="stopped", draft="") if self.running else self

    def interrupted(self) -> "Turn":
        """The turn, ended by the end of the program: the sentences that passed their check stay."""
        return replace(self, state="interrupted", draft="") if self.running else self


Conversation = tuple[Turn, ...]


def _numbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their papers numbered in order of appearance, as the whole answer will have them."""
    papers = dict.fromkeys(citation.paper.id for claim in claims for citation in claim.citations)
    number = {paper: position for position, paper in enumerate(papers, start=1)}
    return tuple(
        replace(claim, citations=tuple(replace(c, number=number[c.paper.id]) for c in claim.citations))
        for claim in claims
    )


def _after_sentence(draft: str, verdict: ClaimChecked) -> str:
    """What follows the judged sentence: found by its words, else taken to be the first one."""
    judged = verdict.claim or verdict.dropped
    said = judged.text.rstrip(".") if judged else ""
    if said and said in draft:
        return draft.partition(said)[2].removeprefix(".")
    spans = sentence_spans(draft)
    return draft[spans[0].end :] if spans else ""
