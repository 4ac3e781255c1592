"""The way of a question: one pass, forward, each step a plain value in and a plain value out.

question + history → standalone question → papers → evidence → draft → each sentence checked → Answer
"""

import contextlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from rag.answering.answerability import Calibration, Signals, read_signals, refusal_status
from rag.answering.composition import compose_claims, sources_of, text_of
from rag.answering.novelty import echoed, says_more
from rag.answering.quoting import best_of_each, fitting, mended, quotations, quote
from rag.answering.refusing import refusal_text
from rag.answering.sentences import finished_sentences
from rag.answering.unfounded import figure_asked_for, lacks_figure, only_echoes
from rag.conversation import standalone
from rag.errors import ModelError
from rag.evidence.selection import select_evidence
from rag.models.dialogue import Dialogue
from rag.names import label, subjects
from rag.prompts import (
    answerable_messages,
    draft_messages,
    entailment_messages,
    fitting_messages,
)
from rag.question import Reading, read_question
from rag.similarity import SentenceVectors
from rag.stopwatch import Stopwatch
from rag.text import Idf
from rag.values import (
    Answer,
    ClaimChecked,
    Dropped,
    Event,
    Evidence,
    Finished,
    Hit,
    Message,
    SourcesFound,
    Status,
    TextWritten,
)
from rag.verification.attribution import sentences_of
from rag.verification.verifier import Judgement, Verifier

if TYPE_CHECKING:
    from corpus.paper import Paper

PAPERS_RETRIEVED = 12
DRAFT_TOKENS = 160
FITS = 0.5
"""The probability from which a paper is listed."""
HOPELESS = 0.12
"""Below this confidence of the first signals the chat model is not asked at all."""


class Retriever(Protocol):
    """Finds papers for a question."""

    def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        """The papers that match best, best first."""
        ...


@dataclass(frozen=True)
class Found:
    """What the steps before the draft came to."""

    reading: Reading
    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
    signals: Signals


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
        self._retriever = retriever
        self._vectors = vectors
        self._idf = idf
        self._calibration = calibration
        self._strictness = strictness
        self._verifier = Verifier(vectors, idf)

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
        found = self._find(question, history, watch)
        yield SourcesFound(found.hits, found.reading.question)
        answer = yield from self._answer(found, dialogue, watch)
        yield Finished(self._finished(answer, found, dialogue, watch))

    def find(self, question: str, history: Sequence[Message] = ()) -> Found:
        """The steps before the draft: the question read, papers, evidence, signals."""
        return self._find(question, history, Stopwatch())

    def _find(self, question: str, history: Sequence[Message], watch: Stopwatch) -> Found:
        with watch.measure("rewrite"):
            asked = standalone(question, history, self._names_of)
        with watch.measure("retrieve"):
            hits = self._retriever.search(asked, PAPERS_RETRIEVED)
        with watch.measure("evidence"):
            papers = [hit.paper for hit in hits]
            reading = read_question(asked, subjects(asked, papers, self._idf))
            evidence = select_evidence(reading, hits, self._vectors, self._idf)
            signals = read_signals(reading, evidence, self._vectors, self._idf)
        return Found(reading, hits, evidence, signals)

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
            stated = dialogue.yes_probability(answerable_messages(found.reading, found.evidence))
        found = replace(found, signals=replace(found.signals, stated=stated))
        confidence = self._calibration.confidence(found.signals)
        if confidence < self._calibration.threshold(self._strictness, stated=stated is not None):
            watch.mark("first_token")
            return self._refusal(found, confidence)
        if found.reading.listing:
            listed = yield from self._listed(found, dialogue, watch)
            return self._composed(found, listed, (), confidence)
        judgements = yield from self._draft_and_check(found, dialogue, watch)
        dropped = tuple(Dropped(fallen.claim, fallen.reason) for fallen in judgements if not fallen.stands)
        standing = self._standing(found, judgements, confidence)
        return self._composed(found, standing, dropped, confidence)

    def _standing(self, found: Found, judgements: Sequence[Judgement], confidence: float) -> list[Judgement]:
        """What is shown of a checked draft: its claims, mended by quotations where that answers."""
        if only_echoes(found.reading, judgements):
            return []
        if lacks_figure(found.reading, judgements):
            item = figure_asked_for(found.reading, found.evidence, self._idf)
            return [quote(item)] if item else []
        if found.reading.yes_or_no:
            return mended(judgements, found.evidence)
        quotable = fitting(found.reading, found.evidence, self._vectors, self._idf)
        sure = confidence >= self._calibration.threshold(1.0, stated=True) and not found.reading.subjects
        told = [judgement for judgement in judgements if judgement.fault != "echo"]
        return mended(told, quotable) or quotations(found.reading, found.evidence if sure else quotable)

    def _draft_and_check(
        self, found: Found, dialogue: Dialogue, watch: Stopwatch
    ) -> Generator[Event, None, list[Judgement]]:
        judgements: list[Judgement] = []
        pieces: list[str] = []
        for piece in self._draft(found, dialogue, watch):
            pieces.append(piece)
            yield TextWritten(piece)
        for sentence in finished_sentences(pieces):
            with watch.measure("verify"):
                judgements.append(self._judge(sentence, found, dialogue))
            yield _checked(judgements[-1])
        return judgements

    def _listed(
        self, found: Found, dialogue: Dialogue, watch: Stopwatch
    ) -> Generator[Event, None, list[Judgement]]:
        judgements: list[Judgement] = []
        for item in best_of_each(found.evidence):
            with watch.measure("listing"):
                messages = fitting_messages(found.reading, found.evidence, item.paper)
                fits = dialogue.yes_probability(messages)
            watch.mark("first_token")
            if fits is None or fits >= FITS:
                judgements.append(quote(item))
                yield _checked(judgements[-1])
        return judgements or quotations(found.reading, found.evidence)[:1]

    def _draft(self, found: Found, dialogue: Dialogue, watch: Stopwatch) -> Iterator[str]:
        messages = draft_messages(found.reading, found.evidence)
        with contextlib.closing(dialogue.write(messages, max_tokens=DRAFT_TOKENS)) as pieces:
            for piece in pieces:
                watch.mark("first_token")
                yield piece

    def _judge(self, sentence: str, found: Found, dialogue: Dialogue) -> Judgement:
        papers = list({item.paper.id: item.paper for item in found.evidence}.values())

        def entailed(_: str, claim: str) -> float | None:
            return dialogue.yes_probability(entailment_messages(found.reading, found.evidence, claim))

        judgement = self._verifier.judge(sentence, sentences_of(papers), entailed)
        return judgement if _answers(judgement, found) else echoed(judgement)

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

    def _names_of(self, text: str) -> list[str]:
        papers: Sequence[Paper] = (
            [hit.paper for hit in self._retriever.search(text, 5)] if text.strip() else []
        )
        return [label(subject.paper) for subject in subjects(text, papers, self._idf)]


def _answers(judgement: Judgement, found: Found) -> bool:
    """Whether a claim tells more than the question, or at least which paper it is: the one that fits best."""
    if not says_more(judgement.claim, found.reading.question):
        return False
    paper = judgement.attribution.paper if judgement.attribution else None
    best = found.evidence[0].paper
    return paper is None or paper == best or says_more(judgement.claim, found.reading.question, paper.title)


def _checked(judgement: Judgement) -> ClaimChecked:
    if judgement.stands:
        return ClaimChecked(claim=compose_claims([judgement])[0])
    return ClaimChecked(dropped=Dropped(judgement.claim, judgement.reason))
