"""Checking any text: each sentence held against the abstracts by the same verifier as an answer's."""

from collections.abc import Iterator, Sequence

from corpus.paper import Paper
from rag.citing import citations_of
from rag.grounding import Retriever
from rag.progress import Progress, Report, unreported
from rag.similarity import Coverage
from rag.subjects import subjects
from rag.text import Idf
from rag.values import CheckedClaim, Hit
from rag.verification.attribution import sentences_of
from rag.verification.statements import Statement, statements
from rag.verification.verifier import Entailment, Judgement, Verifier

PAPERS_PER_CLAIM = 5
PAPERS_READ = 20
"""Of more papers than this those are read that share most with a sentence."""


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
        self,
        text: str,
        papers: Sequence[Paper] | None = None,
        entailment: Entailment | None = None,
        report: Report = unreported,
    ) -> Iterator[CheckedClaim]:
        """Each sentence of a text as a claim, in order, as soon as it is checked.

        A question or a heading claims nothing: it is unsupported, and its reason says so.

        Args:
            text: any length; beside the text one sentence is in hand at a time.
            papers: check against these alone; None for the whole library.
            entailment: the chat model's word on a premise and a claim, where there is one.
            report: is told after each sentence.

        Raises:
            ModelError: the embedding model failed.
        """
        numbers: dict[str, int] = {}
        total = sum(1 for _ in statements(text))
        for done, statement in enumerate(statements(text), 1):
            yield self._checked(statement, papers, entailment, numbers)
            report(Progress("Checking", done, total, "sentences"))

    def _checked(
        self,
        statement: Statement,
        papers: Sequence[Paper] | None,
        entailment: Entailment | None,
        numbers: dict[str, int],
    ) -> CheckedClaim:
        if statement.kind != "claim":
            reason = f"a {statement.kind} claims nothing"
            return CheckedClaim(statement.text, "unsupported", 0.0, reason=reason, checkable=False)
        near = sentences_of(self._near(statement.text, papers))
        return _claim(self._verifier.judge(statement.text, near, entailment), numbers)

    def _near(self, sentence: str, papers: Sequence[Paper] | None) -> Sequence[Paper]:
        if papers is not None:
            return self._nearest_of(sentence, papers)
        hits: tuple[Hit, ...] = self._retriever.search(sentence, PAPERS_PER_CLAIM)
        found = [hit.paper for hit in hits]
        return [subject.paper for subject in subjects(sentence, found, self._idf)] or found

    def _nearest_of(self, sentence: str, papers: Sequence[Paper]) -> Sequence[Paper]:
        if len(papers) <= PAPERS_READ:
            return papers
        shared = Coverage(sentence, self._idf)
        return sorted(papers, key=lambda paper: -shared.of(paper.title, paper.abstract))[:PAPERS_READ]


def _claim(judgement: Judgement, numbers: dict[str, int]) -> CheckedClaim:
    verdict = "supported" if judgement.verdict == "quoted" else judgement.verdict
    grounds = (judgement.attribution, judgement.against) if verdict != "unsupported" else ()
    citations = tuple(citation for ground in grounds if ground for citation in citations_of(ground, numbers))
    return CheckedClaim(
        judgement.claim,
        verdict,
        round(judgement.score, 4),
        citations,
        judgement.reason,
        checkable=judgement.fault != "empty",
    )
