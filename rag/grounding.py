"""From a question to what the answer may rest on: the question read, papers found, sentences chosen."""

from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from rag.answering.answerability import read_signals
from rag.answering.found import Found
from rag.conversation import standalone
from rag.evidence.listing import list_papers
from rag.evidence.selection import select_evidence
from rag.listing_form import asks_for_papers, topic_of
from rag.message import question_in
from rag.question import Reading, read_question
from rag.similarity import Coverage, SentenceVectors
from rag.spelling import as_spelt_here
from rag.subjects import TELLING, label, meant, respelt, subjects
from rag.text import Idf, stem_set, topic_words
from rag.values import Evidence, Hit, Message

if TYPE_CHECKING:
    from corpus.paper import Paper

PAPERS_RETRIEVED = 12
PAPERS_TO_LIST = 30
PAPERS_OF_A_TURN = 5
PAPERS_OF_A_WORD = 2
WORDS_SOUGHT_ALONE = 3
RETOLD = 0.75
"""A turn that shares this part of its telling words with a paper speaks of it."""
WEIGHT_OF_A_TURN = 1.0
"""A turn whose words tell less than this, by the sum of their weights, speaks of no paper."""


class Retriever(Protocol):
    """Finds papers for a question."""

    def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        """The papers that match best, best first."""
        ...

    def holding(self, words: str, limit: int) -> "tuple[Paper, ...]":
        """The papers that hold some words, by those alone, best first."""
        ...


class Grounding:
    """Finds what an answer may rest on.

    Args:
        retriever: finds papers.
        vectors: embeddings of sentences.
        idf: how telling a word is in the library.
    """

    def __init__(self, retriever: Retriever, vectors: SentenceVectors, idf: Idf) -> None:
        self._retriever = retriever
        self._vectors = vectors
        self._idf = idf

    def standalone(self, question: str, history: Sequence[Message]) -> str:
        """What a message asks, spelt as here, with what it leans on in the history put in front."""
        asked = standalone(question_in(question, self._idf), history, self._named_in, self._told_in)
        return as_spelt_here(asked, self._idf, self._stands)

    def retrieve(self, question: str) -> tuple[Hit, ...]:
        """The papers for a standalone question, best first."""
        if asks_for_papers(question):
            return self._retriever.search(topic_of(question), PAPERS_TO_LIST)
        hits = self._retriever.search(question, PAPERS_RETRIEVED)
        return (*hits, *self._passed_over(question, hits))

    def _passed_over(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """Papers that go by a name which the question holds, and that the search passed over.

        A long question drowns a name in its other words; the paper of that name is meant all the same.
        """
        seen = {stem for hit in hits for stem in stem_set(f"{hit.paper.title} {hit.paper.abstract}")}
        words = {stem: word for word, stem in topic_words(question) if stem not in seen}
        weights = self._idf.weights(words)
        rare = sorted((stem for stem in weights if TELLING <= weights[stem] < 1), key=weights.__getitem__)
        sought = [words[stem] for stem in rare[-WORDS_SOUGHT_ALONE:]]
        named = [self._retriever.holding(word, PAPERS_OF_A_WORD) for word in sought]
        known = {hit.paper.id for hit in hits}
        papers = {paper.id: paper for found in named for paper in found if paper.id not in known}
        lowest = min((hit.score for hit in hits), default=0.0)
        meant = subjects(question, list(papers.values()), self._idf)
        return [Hit(subject.paper, lowest) for subject in meant]

    def choose(self, question: str, hits: Sequence[Hit]) -> Found:
        """The evidence among the papers that were retrieved for a standalone question.

        Raises:
            ModelError: the embedding model failed.
        """
        papers = [hit.paper for hit in hits]
        asked = respelt(question, papers, self._idf)
        reading = read_question(asked, meant(subjects(asked, papers, self._idf), papers))
        evidence = self._evidence(reading, hits)
        signals = read_signals(reading, hits, evidence, self._vectors, self._idf)
        return Found(reading, tuple(hits), evidence, signals)

    def _stands(self, hyphenated: str) -> bool:
        papers = self._retriever.holding(hyphenated, PAPERS_OF_A_WORD)
        return any(hyphenated in f"{paper.title} {paper.abstract}".casefold() for paper in papers)

    def _evidence(self, reading: Reading, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        select = list_papers if reading.listing else select_evidence
        return select(reading, hits, self._vectors, self._idf)

    def _named_in(self, text: str) -> list[str]:
        return [label(subject.paper) for subject in subjects(text, self._near(text), self._idf)]

    def _told_in(self, turn: str) -> list[str]:
        return self._named_in(turn) or [label(paper) for paper in self._retold(turn)]

    def _near(self, text: str) -> list["Paper"]:
        if not text.strip():
            return []
        return [hit.paper for hit in self._retriever.search(text, PAPERS_OF_A_TURN)]

    def _retold(self, text: str) -> list["Paper"]:
        """The paper whose words a turn retells without naming it, as an answer does."""
        words = Coverage(text, self._idf)
        if words.total < WEIGHT_OF_A_TURN:
            return []
        shares = [(words.of(paper.title, paper.abstract), paper) for paper in self._near(text)]
        share, best = max(shares, key=itemgetter(0), default=(0.0, None))
        return [best] if best and share >= RETOLD else []
