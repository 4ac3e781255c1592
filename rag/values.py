"""The values that an answer is made of, and the events by which it arrives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict

from corpus.paper import Paper

Status = Literal["answered", "not_in_abstract", "not_in_corpus"]

NO_MODEL = "none"
"""What stands for a chat model's name where there is none, and answers are quotations alone."""


class Message(TypedDict):
    """One earlier turn of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True)
class Hit:
    """A paper that was found, and how well it matches.

    Attributes:
        paper: that was found.
        score: by which it was ranked; a higher one is better.
        cosine: of the query and the paper's nearest passage, if the retriever tells it.
    """

    paper: Paper
    score: float
    cosine: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """The hit, ready for JSON."""
        return {"paper": self.paper.to_dict(), "score": self.score}


@dataclass(frozen=True)
class Evidence:
    """A sentence that the model was shown: `paper.abstract[start:end] == text`."""

    paper: Paper
    text: str
    start: int
    end: int
    score: float

    def to_dict(self) -> dict[str, Any]:
        """The evidence, ready for JSON."""
        return {
            "paper": self.paper.to_dict(),
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "score": self.score,
        }


@dataclass(frozen=True)
class Citation:
    """Where a claim stands: `paper.abstract[start:end] == quote`. Its number is its paper's."""

    number: int
    paper: Paper
    quote: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """The citation, ready for JSON."""
        return {
            "number": self.number,
            "paper": self.paper.to_dict(),
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True)
class Claim:
    """One sentence of an answer, without its markers, and what it rests on.

    `verdict` is "quoted" when the sentence stands in the abstract word for word, "supported" when it
    was checked against the cited sentences. `score` is the support found, from 0 to 1. A claim that is
    `contrary` is quoted because its paper says otherwise than the claim before it.
    """

    text: str
    verdict: Literal["quoted", "supported"]
    citations: tuple[Citation, ...]
    score: float = 1.0
    contrary: bool = False

    @property
    def shown(self) -> str:
        """The text as a reader sees it: a quotation in quotation marks, a contrary one after a "But:"."""
        if self.verdict == "supported":
            return self.text
        return f"But: “{self.text}”" if self.contrary else f"“{self.text}”"

    def to_dict(self) -> dict[str, Any]:
        """The claim, ready for JSON."""
        return {
            "text": self.text,
            "verdict": self.verdict,
            "score": self.score,
            "contrary": self.contrary,
            "citations": [citation.to_dict() for citation in self.citations],
        }


@dataclass(frozen=True)
class CheckedClaim:
    """One sentence of any text, held against the abstracts. `score` is its support, from 0 to 1.

    What claims nothing, such as a question, is not `checkable`: it is unsupported. `reason` says why a claim
    is not supported, or which paper says otherwise; that one is cited too.
    """

    text: str
    verdict: Literal["supported", "contradicted", "unsupported"]
    score: float
    citations: tuple[Citation, ...] = ()
    reason: str = ""
    checkable: bool = True

    def to_dict(self) -> dict[str, Any]:
        """The claim, ready for JSON."""
        return {
            "text": self.text,
            "verdict": self.verdict,
            "score": self.score,
            "reason": self.reason,
            "checkable": self.checkable,
            "citations": [citation.to_dict() for citation in self.citations],
        }


@dataclass(frozen=True)
class Dropped:
    """A sentence of the draft that did not pass, and why."""

    text: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """The dropped sentence, ready for JSON."""
        return {"text": self.text, "reason": self.reason}


@dataclass(frozen=True)
class Source:
    """A cited paper under its number."""

    number: int
    paper: Paper

    def to_dict(self) -> dict[str, Any]:
        """The source, ready for JSON."""
        return {"number": self.number, "paper": self.paper.to_dict()}


@dataclass(frozen=True)
class Answer:
    """What Footnote says to a question.

    Attributes:
        status: "answered"; "not_in_abstract" (the paper is here, its abstract does not say);
            "not_in_corpus" (no paper of the library is about it).
        text: plain text with [1] markers, numbered from 1 in order of appearance.
        claims: the sentences of the answer; none in a refusal.
        sources: the papers cited, and only those, in number order.
        evidence: the sentences that the model was shown.
        nearest: the papers that come closest, best first; in a refusal these are what to read.
        dropped: the sentences of the draft that did not pass the check.
        question: the question as it was understood, history resolved.
        model: the chat model that wrote the draft; `NO_MODEL` for an answer of quotations alone.
        confidence: the estimated probability that the evidence answers the question, from 0 to 1.
        signals: what the confidence was computed from, by name.
        notice: what the reader should know of how the answer was made, such as a model that failed.
        listing: whether several papers were asked for; then each claim stands for one of them.
        timings: seconds by step; "retrieve", "first_token" and "total" are always there.
        usage: "prompt_tokens" and "completion_tokens" as the endpoint counted them.
    """

    status: Status
    text: str
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    nearest: tuple[Hit, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    question: str = ""
    model: str = NO_MODEL
    confidence: float = 0.0
    notice: str = ""
    listing: bool = False
    timings: Mapping[str, float] = field(default_factory=dict)
    usage: Mapping[str, int] = field(default_factory=dict)
    signals: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The whole answer, ready for JSON."""
        return {
            "status": self.status,
            "text": self.text,
            "claims": [claim.to_dict() for claim in self.claims],
            "sources": [source.to_dict() for source in self.sources],
            "evidence": [item.to_dict() for item in self.evidence],
            "nearest": [hit.to_dict() for hit in self.nearest],
            "dropped": [item.to_dict() for item in self.dropped],
            "question": self.question,
            "model": self.model,
            "confidence": self.confidence,
            "notice": self.notice,
            "listing": self.listing,
            "timings": dict(self.timings),
            "usage": dict(self.usage),
            "signals": dict(self.signals),
        }


@dataclass(frozen=True)
class SourcesFound:
    """First event: the papers that were retrieved, best first, and the question as understood."""

    hits: tuple[Hit, ...]
    question: str


@dataclass(frozen=True)
class TextWritten:
    """The model wrote a little more of its draft. The draft is not checked yet."""

    text: str


@dataclass(frozen=True)
class ClaimChecked:
    """One sentence of the draft was checked: it stands (`claim`) or fell (`dropped`)."""

    claim: Claim | None = None
    dropped: Dropped | None = None


@dataclass(frozen=True)
class Finished:
    """Last event: the whole answer."""

    answer: Answer


Event = SourcesFound | TextWritten | ClaimChecked | Finished
