"""The written answer: a draft of the chat model, each sentence checked, and mended by quotation."""

import contextlib
from collections.abc import Generator, Sequence

from corpus.paper import Paper
from rag.answering.asked_figure import figure_asked_for, lacks_figure
from rag.answering.composition import compose_claims
from rag.answering.found import Found
from rag.answering.novelty import (
    about_another,
    aside,
    echoed,
    founded_share,
    is_beside,
    says_more,
    unfounded,
)
from rag.answering.quoting import (
    best_of_each,
    fitting,
    is_aside,
    mended,
    of_same_papers,
    quotations,
    quote,
    with_every_side,
    with_the_best,
)
from rag.answering.sentences import draft_sentences, finished, told_apart
from rag.answering.unfounded import abstains, lacks_name, only_echoes
from rag.models.dialogue import Dialogue
from rag.prompts import draft_messages, entailment_messages
from rag.question import Reading
from rag.similarity import SentenceVectors
from rag.stopwatch import Stopwatch
from rag.subjects import subjects
from rag.text import Idf
from rag.values import ClaimChecked, Dropped, Event, Evidence, TextWritten
from rag.verification.attribution import sentences_of
from rag.verification.rules import other_subject
from rag.verification.verifier import Judgement, Verifier

DRAFT_TOKENS = 160
FOUNDED = 0.5
"""How much of what a sentence adds to the question must stand in what it cites."""


class Writer:
    """Has drafts written and lets stand what the abstracts say.

    Args:
        vectors: embeddings of sentences.
        idf: how telling a word is in the library.
    """

    def __init__(self, vectors: SentenceVectors, idf: Idf) -> None:
        self._vectors = vectors
        self._idf = idf
        self._verifier = Verifier(vectors, idf)

    def draft(
        self, found: Found, dialogue: Dialogue, watch: Stopwatch
    ) -> Generator[Event, None, tuple[Judgement, ...]]:
        """A draft, streamed, then each of its sentences checked; none where the model abstains.

        Args:
            found: what the answer may rest on.
            dialogue: the chat model for this one answer.
            watch: is told the times of the steps.

        Raises:
            ModelError: the chat model or the embedding model failed.
        """
        pieces: list[str] = []
        messages = draft_messages(found.reading, found.evidence)
        with contextlib.closing(dialogue.write(messages, max_tokens=DRAFT_TOKENS)) as written:
            for piece in written:
                watch.mark("first_token")
                pieces.append(piece)
                yield TextWritten(piece)
        draft = "".join(pieces)
        whole = finished(draft) if dialogue.cut_short else draft
        return (yield from self._checked(whole, found, dialogue, watch))

    def standing(self, found: Found, judgements: Sequence[Judgement]) -> Sequence[Judgement]:
        """What is shown of a checked draft: its claims, mended by quotations where that answers.

        Raises:
            ModelError: the embedding model failed.
        """
        if self._betrays(found, judgements):
            return []
        if found.reading.asks_work:
            return self._of_the_first(found, judgements)
        if lacks_figure(found.reading, judgements):
            item = figure_asked_for(found.reading, found.evidence, judgements, self._idf)
            return [quote(item)] if item else []
        if found.reading.yes_or_no and judgements:
            kept = mended(judgements, found.evidence, found.reading.question)
            return with_the_best(kept, found.evidence)
        quotable = fitting(found.reading, found.evidence, self._vectors, self._idf)
        told = [judgement for judgement in judgements if judgement.fault != "echo"]
        kept = mended(told, quotable, found.reading.question) or quotations(
            found.reading, quotable or of_same_papers(judgements, found.evidence) or found.evidence
        )
        return with_every_side(with_the_best(kept, found.evidence), found.reading, found.evidence)

    def _checked(
        self, draft: str, found: Found, dialogue: Dialogue, watch: Stopwatch
    ) -> Generator[Event, None, tuple[Judgement, ...]]:
        judgements: list[Judgement] = []
        for claim in self._claims(draft, found):
            with watch.measure("verify"):
                judgements.append(self._judge(claim, found, dialogue))
            yield _event(judgements[-1])
        return tuple(judgements)

    def _claims(self, draft: str, found: Found) -> list[str]:
        """What a draft says, sentence by sentence, and once only.

        A sentence that sets two papers side by side says two things.
        """
        shown = _shown(found)
        claims: list[str] = []
        for sentence in draft_sentences(draft):
            halves = told_apart(sentence)
            claims += halves if self._are_of_different_papers(halves, shown) else [sentence]
        return [claim for claim in dict.fromkeys(claims) if not abstains(claim)]

    def _are_of_different_papers(self, halves: Sequence[str], papers: Sequence[Paper]) -> bool:
        if len(halves) == 1:
            return False
        meant = [set(self._own(half, papers)) for half in halves]
        return all(meant) and not set.intersection(*meant)

    def _judge(self, sentence: str, found: Found, dialogue: Dialogue) -> Judgement:
        question, best = found.reading.question, found.evidence[0].paper
        titled = _only_titled(sentence, question, found.evidence)
        if titled:
            return quote(titled)

        def entailed(_: str, claim: str) -> float | None:
            return dialogue.yes_probability(entailment_messages(found.reading, found.evidence, claim))

        judgement = self._verifier.judge(sentence, sentences_of(self._meant(sentence, found)), entailed)
        if is_aside(judgement, found.evidence):
            return aside(judgement)
        return self._as_answer(judgement, found.reading, best.title)

    def _as_answer(self, judgement: Judgement, reading: Reading, title: str) -> Judgement:
        """What becomes of a sentence as an answer: it must say more than was asked, and of the same thing."""
        claim, question, cited = judgement.claim, reading.question, judgement.attribution
        chooses = reading.offers_choice and judgement.stands
        if not chooses and not says_more(claim, question, cited.paper.title if cited else title):
            return echoed(judgement)
        if cited and is_beside(claim, question, cited.text):
            return aside(judgement)
        other = other_subject(cited, claim, question) if cited and reading.asks_number else ""
        if other:
            return about_another(judgement, other)
        return judgement if self._is_founded(judgement, question) else unfounded(judgement)

    def _meant(self, sentence: str, found: Found) -> list[Paper]:
        """The papers that a sentence may rest on: those it speaks of by name, else all that were shown."""
        shown = _shown(found)
        return self._own(sentence, shown) or shown

    def _own(self, sentence: str, papers: Sequence[Paper]) -> list[Paper]:
        """Those of some papers that a sentence speaks of by a name of their own."""
        return [subject.paper for subject in subjects(sentence, papers, self._idf) if subject.own]

    def _of_the_first(self, found: Found, judgements: Sequence[Judgement]) -> list[Judgement]:
        """What is told of the paper that fits best, if it is named; else that paper, quoted under its title.

        A small model, asked which it is, chooses worse: of 51 such questions among those to develop and tune
        on the first paper was asked for 48 times, and the first that the default model spoke of 40 times.
        """
        first = found.evidence[0].paper
        told = [it for it in judgements if it.stands and it.attribution and it.attribution.paper == first]
        if any(self._own(judgement.claim, [first]) for judgement in told):
            return told
        return quotations(found.reading, found.evidence)

    def _is_founded(self, judgement: Judgement, question: str) -> bool:
        cited = judgement.attribution
        if judgement.verdict != "supported" or cited is None:
            return True
        sources = f"{cited.paper.title} {cited.text}"
        return founded_share(judgement.claim, question, sources, self._idf) >= FOUNDED

    def _betrays(self, found: Found, judgements: Sequence[Judgement]) -> bool:
        """Whether the draft shows that the excerpts have no answer: what was asked for is not in it."""
        number_of_a_stranger = found.reading.asks_number and bool(found.signals.strange)
        echoes = only_echoes(found.reading, judgements)
        return number_of_a_stranger or echoes or lacks_name(found.reading, judgements, self._idf)


def _shown(found: Found) -> list[Paper]:
    return list({item.paper.id: item.paper for item in found.evidence}.values())


def _only_titled(sentence: str, question: str, evidence: Sequence[Evidence]) -> Evidence | None:
    """The best sentence of the paper that is all a sentence names."""
    if not says_more(sentence, question):
        return None
    titled = (item for item in evidence if not says_more(sentence, question, item.paper.title))
    paper = next((item.paper.id for item in titled), None)
    return next((item for item in best_of_each(evidence) if item.paper.id == paper), None)


def _event(judgement: Judgement) -> ClaimChecked:
    if judgement.stands:
        return ClaimChecked(claim=compose_claims([judgement])[0])
    return ClaimChecked(dropped=Dropped(judgement.claim, judgement.reason))
