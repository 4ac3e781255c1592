"""Checking any text: each sentence held against the abstracts by the same verifier as an answer's."""

from collections.abc import Iterator, Sequence

from corpus.paper import Paper
from corpus.sentences import sentence_spans
from rag.answering.sentences import cleaned
from rag.names import subjects
from rag.pipeline import Retriever
from rag.text import Idf
from rag.values import CheckedClaim, Citation, Hit
from rag.verification.attribution import Attribution, sentences_of
from rag.verification.verifier import Entailment, Judgement, Verifier

PAPERS_PER_CLAIM = 5


class Checker:
    """Checks texts against a library, or against given papers.

    Args:
        retriever: finds the papers that a sentence may rest on.
        verifier: judges the sentence.
        idf: how telling a word is in the library.
    """

    def __init__(self, retriever: Retriever, verifier: Verifier, idf: Idf) -> None:
        self._retriever = retriever
        self._verifier = verifier
        self._idf = idf

    def check(
        self, text: str, papers: Sequence[Paper] | None = None, entailment: Entailment | None = None
    ) -> Iterator[CheckedClaim]:
        """Each sentence of a text as a claim, in order, as soon as it is checked.

        Args:
            text: any length; one sentence is in hand at a time.
            papers: check against these alone; None for the whole library.
            entailment: the chat model's word on a premise and a claim, where there is one.

        Raises:
            ModelError: the embedding model failed.
        """
        numbers: dict[str, int] = {}
        for span in sentence_spans(text):
            sentence = cleaned(text[span.start : span.end])
            if sentence:
                judgement = self._verifier.judge(
                    sentence, sentences_of(self._near(sentence, papers)), entailment
                )
                yield _claim(judgement, numbers)

    def _near(self, sentence: str, papers: Sequence[Paper] | None) -> Sequence[Paper]:
        if papers is not None:
            return papers
        hits: tuple[Hit, ...] = self._retriever.search(sentence, PAPERS_PER_CLAIM)
        found = [hit.paper for hit in hits]
        return [subject.paper for subject in subjects(sentence, found, self._idf)] or found


def _claim(judgement: Judgement, numbers: dict[str, int]) -> CheckedClaim:
    verdict = "supported" if judgement.stands else judgement.verdict
    cited = judgement.attribution if verdict != "unsupported" else None
    return CheckedClaim(
        judgement.claim,
        "contradicted"
        if verdict == "contradicted"
        else "supported"
        if verdict == "supported"
        else "unsupported",
        round(judgement.score, 4),
        _citations(cited, numbers) if cited else (),
        judgement.reason,
    )


def _citations(attribution: Attribution, numbers: dict[str, int]) -> tuple[Citation, ...]:
    number = numbers.setdefault(attribution.paper.id, len(numbers) + 1)
    return tuple(
        Citation(number, sentence.paper, sentence.text, sentence.span.start, sentence.span.end)
        for sentence in attribution.sentences
    )
