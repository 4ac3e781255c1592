"""The way of a question: one pass, forward, each step a plain value in and a plain value out.

question + history → standalone question → papers → evidence → draft → each sentence checked → Answer
"""

from collections.abc import Generator, Sequence
from dataclasses import replace
from operator import attrgetter

from rag.answering.answerability import Calibration, Calibrations, is_off_topic, refusal_status
from rag.answering.composition import compose_claims, sources_of, text_of
from rag.answering.found import Found
from rag.answering.quoting import quotations, quote
from rag.answering.refusing import refusal_text
from rag.answering.writing import Writer
from rag.errors import ModelError
from rag.grounding import Grounding, Retriever
from rag.models.dialogue import Dialogue
from rag.prompts import answerable_messages
from rag.question import Reading
from rag.similarity import SentenceVectors
from rag.stopwatch import Stopwatch
from rag.text import Idf
from rag.values import (
    NO_MODEL,
    Answer,
    Claim,
    Dropped,
    Event,
    Evidence,
    Finished,
    Message,
    SourcesFound,
    Status,
)
from rag.verification.verifier import Judgement

HOPELESS = 0.08
"""Below this confidence of the first signals the chat model is not asked at all."""
LISTING_EASED = 0.25
"""How much less strict to be with a listing, whose papers were held to its topic already."""
STRICTER = 0.25
"""How much stricter to be with a question on which all that the chat model wrote was without a ground."""


def worth_asking(evidence: Sequence[Evidence], confidence: float, *, listing: bool) -> bool:
    """Whether a chat model is asked too.

    Args:
        evidence: the sentences that it would be shown.
        confidence: that quotations of them answer the question, from 0 to 1.
        listing: whether several papers are asked for, which likeness alone chooses.
    """
    return bool(evidence) and not listing and confidence >= HOPELESS


class Pipeline:
    """Answers questions from one library.

    Args:
        retriever: finds papers.
        vectors: embeddings of sentences.
        idf: how telling a word is in the library.
        calibrations: what confidence means for each chat model, and from which an answer is given.
        strictness: from 0 (answer where possible) to 1 (refuse when in doubt).
    """

    def __init__(
        self,
        retriever: Retriever,
        vectors: SentenceVectors,
        idf: Idf,
        calibrations: Calibrations,
        *,
        strictness: float = 0.5,
    ) -> None:
        self._vectors, self._idf = vectors, idf
        self._grounding = Grounding(retriever, vectors, idf)
        self._calibrations = calibrations
        self._strictness = strictness
        self._writer = Writer(vectors, idf)

    def stream(
        self, question: str, history: Sequence[Message], dialogue: Dialogue | None
    ) -> Generator[Event, None, None]:
        """Answer a question, telling each step as it is done.

        Args:
            question: what was asked.
            history: the earlier turns, oldest first.
            dialogue: the chat model for this one answer; None for an answer of quotations alone.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed. A chat model that fails is told in the answer's notice.
        """
        watch = Stopwatch()
        found = yield from self._found(question, history, watch)
        answer = yield from self._answer(found, dialogue, watch)
        yield Finished(self._finished(answer, found, dialogue, watch))

    def find(self, question: str, history: Sequence[Message] = ()) -> Found:
        """The steps before the draft, without a chat model: the question read, papers, evidence, signals."""
        asked = self._grounding.standalone(question, history)
        return self._grounding.choose(asked, self._grounding.retrieve(asked))

    def _found(
        self, question: str, history: Sequence[Message], watch: Stopwatch
    ) -> Generator[Event, None, Found]:
        with watch.measure("rewrite"):
            asked = self._grounding.standalone(question, history)
        with watch.measure("retrieve"):
            hits = self._grounding.retrieve(asked)
        yield SourcesFound(hits, asked)
        with watch.measure("evidence"):
            return self._grounding.choose(asked, hits)

    def _answer(
        self, found: Found, dialogue: Dialogue | None, watch: Stopwatch
    ) -> Generator[Event, None, Answer]:
        if dialogue is None or not self._is_worth_asking(found):
            return self._quoted(found, watch)
        try:
            written = yield from self._written(found, dialogue, watch)
            return replace(written, model=dialogue.model_name)
        except ModelError as error:
            return replace(
                self._quoted(found, watch), notice=f"{error.happened} The answer is made of quotations."
            )

    def _is_worth_asking(self, found: Found) -> bool:
        confidence = self._quoting_confidence(found)
        return worth_asking(found.evidence, confidence, listing=found.reading.listing)

    def _quoting_confidence(self, found: Found) -> float:
        """The confidence in quotations; none where no abstract can say, or nothing here is about it."""
        if found.reading.asks_authors or is_off_topic(found.reading, found.signals):
            return 0.0
        return self._calibrations.of(NO_MODEL).confidence(found.signals)

    def _quoted(self, found: Found, watch: Stopwatch) -> Answer:
        watch.mark("first_token")
        confidence = self._quoting_confidence(found)
        strictness = self._strictness - LISTING_EASED * found.reading.listing
        if confidence < self._calibrations.of(NO_MODEL).threshold(max(0.0, strictness)):
            return self._refusal(found, confidence)
        return self._composed(found, self._quotations(found), (), confidence)

    def _quotations(self, found: Found) -> Sequence[Judgement]:
        if found.reading.listing:
            return [quote(item) for item in found.evidence]
        return quotations(found.reading, found.evidence)

    def _written(self, found: Found, dialogue: Dialogue, watch: Stopwatch) -> Generator[Event, None, Answer]:
        judgements = yield from self._writer.draft(found, dialogue, watch)
        with watch.measure("answerable"):
            found = self._weighed(found, dialogue)
        dropped = tuple(Dropped(fallen.claim, fallen.reason) for fallen in judgements if not fallen.stands)
        calibration = self._calibration(found, dialogue)
        confidence = calibration.confidence(found.signals)
        if confidence < calibration.threshold(self._strictness_towards(found.reading, judgements)):
            return replace(self._refusal(found, confidence), dropped=dropped)
        return self._composed(found, self._writer.standing(found, judgements), dropped, confidence)

    def _strictness_towards(self, reading: Reading, judgements: Sequence[Judgement]) -> float:
        """The strictness that was set; more where the model wrote, and nothing of it has a ground.

        A model that abstains, or repeats the question or the abstract, has invented nothing; a sentence that
        sets two papers side by side has its ground in no one of them.
        """
        grounded = any(judgement.stands or judgement.fault in {"aside", "echo"} for judgement in judgements)
        invented = bool(judgements) and not grounded and not reading.comparison
        return min(1.0, self._strictness + STRICTER) if invented else self._strictness

    def _weighed(self, found: Found, dialogue: Dialogue) -> Found:
        """What was found, with what the chat model and its draft tell of whether the answer is there."""
        signals = replace(
            found.signals,
            certainty=dialogue.certainty,
            stated=dialogue.yes_probability(answerable_messages(found.reading, found.evidence)),
        )
        return replace(found, signals=signals)

    def _calibration(self, found: Found, dialogue: Dialogue) -> Calibration:
        """The model's own; where its endpoint gives no probabilities, that of quotations alone."""
        own = self._calibrations.of(dialogue.model_name)
        return own if own.serves(found.signals) else self._calibrations.of(NO_MODEL)

    def _composed(
        self, found: Found, judgements: Sequence[Judgement], dropped: tuple[Dropped, ...], confidence: float
    ) -> Answer:
        claims = compose_claims(judgements)
        if not claims:
            return replace(self._refusal(found, confidence), dropped=dropped)
        return Answer(
            "answered",
            _text(found.reading, claims),
            claims=claims,
            sources=sources_of(claims),
            dropped=dropped,
            confidence=confidence,
            signals=found.signals.known(),
        )

    def _refusal(self, found: Found, confidence: float) -> Answer:
        status: Status = refusal_status(found.reading, found.signals, self._calibrations.topical)
        text = refusal_text(status, found.reading, found.hits)
        return Answer(status, text, confidence=confidence, signals=found.signals.known())

    def _finished(self, answer: Answer, found: Found, dialogue: Dialogue | None, watch: Stopwatch) -> Answer:
        return replace(
            answer,
            evidence=found.evidence,
            nearest=found.hits,
            question=found.reading.question,
            listing=found.reading.listing,
            usage=dialogue.usage() if dialogue else {"prompt_tokens": 0, "completion_tokens": 0},
            timings=watch.seconds(),
        )


def _text(reading: Reading, claims: Sequence[Claim]) -> str:
    """The claims as plain text; who asks for papers is told their titles, and several one to a line."""
    if reading.listing:
        return text_of(claims, separator="\n", called=attrgetter("title"))
    return text_of(claims, called=attrgetter("title")) if reading.asks_work else text_of(claims)
