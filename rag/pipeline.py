"""The way of a question: one pass, forward, each step a plain value in and a plain value out.

question + history → standalone question → papers → evidence → draft → each sentence checked → Answer
"""

from collections.abc import Generator, Sequence
from dataclasses import replace

from rag.answering.answerability import Calibration, refusal_status
from rag.answering.composition import compose_claims, sources_of, text_of
from rag.answering.quoting import quotations
from rag.answering.refusing import refusal_text
from rag.answering.writing import Writer, Written
from rag.errors import ModelError
from rag.grounding import Found, Grounding, Retriever
from rag.models.dialogue import Dialogue
from rag.prompts import (
    abstaining_messages,
    answerable_messages,
    rewording_messages,
)
from rag.similarity import SentenceVectors
from rag.stopwatch import Stopwatch
from rag.text import Idf
from rag.values import (
    Answer,
    Dropped,
    Event,
    Finished,
    Message,
    SourcesFound,
    Status,
)
from rag.verification.verifier import Judgement

REWORDED_TOKENS = 40
HOPELESS = 0.12
"""Below this confidence of the first signals the chat model is not asked at all."""
DOUBTFUL = 0.55
"""Below this confidence a question that names no paper is reworded as papers would, and searched again."""


class Pipeline:
    """Answers questions from one library.

    Args:
        retriever: finds papers.
        vectors: embeddings of sentences.
        idf: how telling a word is in the library.
        calibration: what confidence means, and from which an answer is given.
        strictness: from 0 (answer where possible) to 1 (refuse when in doubt).
    """

    def __init__(
        self,
        retriever: Retriever,
        vectors: SentenceVectors,
        idf: Idf,
        calibration: Calibration,
        *,
        strictness: float = 0.5,
    ) -> None:
        self._grounding = Grounding(retriever, vectors, idf)
        self._calibration = calibration
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
        found = yield from self._found(question, history, dialogue, watch)
        answer = yield from self._answer(found, dialogue, watch)
        yield Finished(self._finished(answer, found, dialogue, watch))

    def find(self, question: str, history: Sequence[Message] = ()) -> Found:
        """The steps before the draft, without a chat model: the question read, papers, evidence, signals."""
        asked = self._grounding.standalone(question, history)
        return self._grounding.choose(asked, self._grounding.retrieve(asked))

    def _found(
        self, question: str, history: Sequence[Message], dialogue: Dialogue | None, watch: Stopwatch
    ) -> Generator[Event, None, Found]:
        with watch.measure("rewrite"):
            asked = self._grounding.standalone(question, history)
        with watch.measure("retrieve"):
            hits = self._grounding.retrieve(asked)
        yield SourcesFound(hits, asked)
        with watch.measure("evidence"):
            found = self._grounding.choose(asked, hits)
        if dialogue is None or not self._is_doubtful(found):
            return found
        return (yield from self._found_again(found, dialogue, watch))

    def _is_doubtful(self, found: Found) -> bool:
        confidence = self._calibration.confidence(found.signals)
        return HOPELESS <= confidence < DOUBTFUL and not found.reading.subjects

    def _found_again(
        self, found: Found, dialogue: Dialogue, watch: Stopwatch
    ) -> Generator[Event, None, Found]:
        asked = found.reading.question
        with watch.measure("reword"):
            reworded = self._reworded(asked, dialogue)
        if not reworded:
            return found
        with watch.measure("retrieve"):
            hits = self._grounding.retrieve(asked, reworded)
        yield SourcesFound(hits, asked)
        with watch.measure("evidence"):
            return self._grounding.choose(asked, hits, reworded)

    def _reworded(self, question: str, dialogue: Dialogue) -> str:
        """The question in the words of papers; empty where the model fails, which its next task will tell."""
        try:
            pieces = dialogue.write(rewording_messages(question), max_tokens=REWORDED_TOKENS, stop=["\n"])
            return "".join(pieces).strip()
        except ModelError:
            return ""

    def _answer(
        self, found: Found, dialogue: Dialogue | None, watch: Stopwatch
    ) -> Generator[Event, None, Answer]:
        if dialogue is None or not found.evidence or self._calibration.confidence(found.signals) < HOPELESS:
            return self._quoted(found, watch)
        try:
            return (yield from self._written(found, dialogue, watch))
        except ModelError as error:
            return replace(
                self._quoted(found, watch), notice=f"{error.happened} The answer is made of quotations."
            )

    def _quoted(self, found: Found, watch: Stopwatch) -> Answer:
        watch.mark("first_token")
        confidence = self._calibration.confidence(found.signals)
        if confidence < self._calibration.threshold(self._strictness, stated=False):
            return self._refusal(found, confidence)
        return self._composed(found, quotations(found.reading, found.evidence), (), confidence)

    def _written(self, found: Found, dialogue: Dialogue, watch: Stopwatch) -> Generator[Event, None, Answer]:
        with watch.measure("answerable"):
            found = self._asked_whether_stated(found, dialogue)
        confidence = self._calibration.confidence(found.signals)
        stated = found.signals.stated is not None
        if confidence < self._calibration.threshold(self._strictness, stated=stated):
            watch.mark("first_token")
            return self._refusal(found, confidence)
        written = yield from self._write(found, dialogue, watch, confidence)
        return self._composed(found, written.standing, written.dropped, confidence)

    def _write(
        self, found: Found, dialogue: Dialogue, watch: Stopwatch, confidence: float
    ) -> Generator[Event, None, Written]:
        if found.reading.listing:
            return (yield from self._writer.list_papers(found, dialogue, watch))
        sure = confidence >= self._calibration.threshold(1.0, stated=True) and not found.reading.subjects
        return (yield from self._writer.write(found, dialogue, watch, sure=sure))

    def _asked_whether_stated(self, found: Found, dialogue: Dialogue) -> Found:
        stated = dialogue.yes_probability(answerable_messages(found.reading, found.evidence))
        unstated = dialogue.opening_probability(abstaining_messages(found.reading, found.evidence), "not")
        return replace(found, signals=replace(found.signals, stated=stated, unstated=unstated))

    def _composed(
        self, found: Found, judgements: Sequence[Judgement], dropped: tuple[Dropped, ...], confidence: float
    ) -> Answer:
        claims = compose_claims(judgements)
        if not claims:
            return replace(self._refusal(found, confidence), dropped=dropped)
        separator = "\n" if found.reading.listing else " "
        return Answer(
            "answered",
            text_of(claims, separator=separator),
            claims=claims,
            sources=sources_of(claims),
            dropped=dropped,
            confidence=confidence,
            signals=found.signals.known(),
        )

    def _refusal(self, found: Found, confidence: float) -> Answer:
        status: Status = refusal_status(found.reading, found.signals, self._calibration)
        text = refusal_text(status, found.reading, found.hits)
        return Answer(status, text, confidence=confidence, signals=found.signals.known())

    def _finished(self, answer: Answer, found: Found, dialogue: Dialogue | None, watch: Stopwatch) -> Answer:
        return replace(
            answer,
            evidence=found.evidence,
            nearest=found.hits,
            question=found.reading.question,
            model=dialogue.model_name if dialogue else "none",
            usage=dialogue.usage() if dialogue else {"prompt_tokens": 0, "completion_tokens": 0},
            timings=watch.seconds(),
        )
