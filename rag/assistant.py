"""The assistant: one library, its index, its models, and the four things one can ask of them."""

import threading
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Self

from corpus.filters import EVERYTHING, Filters
from corpus.library import Library
from corpus.paper import Paper
from rag.errors import QuestionError
from rag.libraries import ALL, open_libraries
from rag.models.dialogue import Dialogue
from rag.models.loaded import Models
from rag.pipeline import Pipeline
from rag.progress import Report, unreported
from rag.prompts import premise_messages
from rag.searchable import Searchable
from rag.settings import Settings, load_settings
from rag.subjects import label
from rag.text import readable
from rag.values import NO_MODEL, Answer, CheckedClaim, Event, Finished, Hit, Message
from rag.verification.verifier import Entailment

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.llms import LLM

LONGEST_QUESTION = 4_000
UNREADABLE = 0.1
"""The share of control and undecodable characters from which a question is no text."""


@dataclass(frozen=True)
class Readiness:
    """Whether papers can be searched and a chat model writes, and one sentence that says so.

    `one_at_a_time` tells whether that model writes one answer after another, as the embedded one does.
    """

    search: bool
    model: bool
    model_name: str
    message: str
    one_at_a_time: bool = False


class Assistant:
    """Answers, searches and checks, over one library or several together.

    `from_settings` takes the library and the models that the settings name. The constructor takes any
    LlamaIndex embedding and LLM; where they are left out, `prepare` loads those of the settings.

    Args:
        library: the papers.
        embedding: embeds passages, sentences and questions.
        llm: writes the drafts.
        settings: which models, where the index is kept, how strict a refusal is.
        models: shared with other assistants; in place of `embedding` and `llm`.
        others: more libraries, which are asked together with the first.
        notice: what the reader of every answer should know, such as a library that cannot be asked.
    """

    def __init__(
        self,
        library: Library,
        *,
        embedding: "BaseEmbedding | None" = None,
        llm: "LLM | None" = None,
        settings: Settings | None = None,
        models: Models | None = None,
        others: Sequence[Library] = (),
        notice: str = "",
    ) -> None:
        self.library = library
        self.libraries = (library, *others)
        self.notice = notice
        self.settings = settings or load_settings()
        self._models = models or Models(self.settings, embedding, llm)
        self._parts: Searchable | None = None
        self._search_lock = threading.Lock()

    @classmethod
    def from_settings(cls, settings: Settings | None = None, *, library: str | None = None) -> Self:
        """The assistant of a named library, with the models of the settings. Loads nothing heavy yet.

        Args:
            settings: which models; those of the environment where none are given.
            library: its name; `all` for every library together, but for those that cannot be opened: the
                assistant's notice names these.

        Raises:
            LibraryError: the library is not there or cannot be opened.
        """
        settings = settings or load_settings()
        shelf = open_libraries(settings, library)
        first, *others = shelf.libraries
        return cls(first, settings=settings, others=others, notice=" ".join(shelf.absent))

    def beside(self, library: Library, *others: Library, notice: str = "") -> "Assistant":
        """The assistant of another library, or several, with the same settings and the same models."""
        return Assistant(library, settings=self.settings, models=self._models, others=others, notice=notice)

    def prepare(self, report: Report = unreported) -> None:
        """Fetch what is missing, bring the index in step, and start the model. Does nothing twice.

        Raises:
            FootnoteError: something cannot be had; what was ready stays ready.
        """
        self.prepare_search(report)
        self.prepare_model(report)

    def prepare_search(self, report: Report = unreported) -> None:
        """Load the embedding model and bring the index in step.

        Raises:
            WeightsError: the embedding model's files cannot be had.
            IndexUnavailableError: Chroma cannot be opened or reached.
        """
        with self._search_lock:
            if self._parts is None:
                self._parts = self._assembled(report)

    def prepare_model(self, report: Report = unreported) -> None:
        """Fetch and start the chat model, or find that the settings want none.

        Raises:
            WeightsError: the model's file cannot be had.
            ModelError: the model cannot be started or reached.
        """
        self._models.prepare_llm(report)

    @property
    def name(self) -> str:
        """What its papers are called: by the name of their library, or `all` where there are several."""
        return self.library.name if len(self.libraries) == 1 else ALL

    @property
    def papers(self) -> int:
        """How many papers are asked, of all its libraries."""
        return sum(map(len, self.libraries))

    @property
    def llm(self) -> "LLM | None":
        """The chat model, once it is there."""
        return self._models.llm

    @property
    def pipeline(self) -> Pipeline:
        """The steps of an answer, to be called one by one."""
        return self._searchable.pipeline

    @property
    def readiness(self) -> Readiness:
        """What works by now."""
        name = self.llm.metadata.model_name if self.llm else NO_MODEL
        in_turn = bool(getattr(self.llm, "one_at_a_time", False))
        return Readiness(self._parts is not None, self.llm is not None, name, self._message(), in_turn)

    def answer(
        self, question: str, history: Sequence[Message] = (), *, filters: Filters = EVERYTHING
    ) -> Answer:
        """Answer a question from the abstracts, of all papers or of those that filters let through.

        Raises:
            QuestionError: the question is empty, too long, or no text.
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed.
        """
        with closing(self.stream(question, history, filters=filters)) as events:
            return next(event.answer for event in events if isinstance(event, Finished))

    def stream(
        self,
        question: str,
        history: Sequence[Message] = (),
        *,
        strictness: float | None = None,
        filters: Filters = EVERYTHING,
    ) -> Generator[Event, None, None]:
        """The same, told step by step; closing the stream stops the model.

        Args:
            question: as `answer` takes it.
            history: the same.
            strictness: from 0 (answer where possible) to 1 (refuse when in doubt); the settings' if None.
            filters: from which papers, by year, venue and author.

        Raises:
            as `answer`.
        """
        asked = checked_question(question)
        dialogue = Dialogue(self.llm) if self.llm else None
        events = self._searchable.pipeline_of(strictness, filters).stream(asked, history, dialogue)
        return _with_notice(events, self.notice)

    def quotations(
        self, question: str, history: Sequence[Message] = (), *, strictness: float | None = None
    ) -> Generator[Event, None, None]:
        """The same without the chat model: an answer of quotations alone.

        Raises:
            as `answer`.
        """
        events = self._searchable.pipeline_of(strictness).stream(checked_question(question), history, None)
        return _with_notice(events, self.notice)

    def search(self, query: str, limit: int = 10, filters: Filters = EVERYTHING) -> tuple[Hit, ...]:
        """The papers that match a query best, best first.

        Args:
            query: any text; an empty one finds nothing.
            limit: how many papers at most.
            filters: which papers are wanted, by year, venue and author.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed.
        """
        query = readable(query).strip()[:LONGEST_QUESTION]
        return self._searchable.retriever_of(filters).search(query, limit) if query and limit > 0 else ()

    def check(self, text: str, papers: Sequence[Paper] | None = None) -> tuple[CheckedClaim, ...]:
        """Each sentence of a text, held against the abstracts of the library or of given papers.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: a model failed.
        """
        return tuple(self.check_each(text, papers))

    def check_each(
        self, text: str, papers: Sequence[Paper] | None = None, report: Report = unreported
    ) -> Iterator[CheckedClaim]:
        """The same, one claim at a time."""
        return self._searchable.checker.check(readable(text), papers, self._entailment(), report)

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        """Questions to start with, one for each of the library's first papers that has a name of its own."""
        named = (paper for paper in self.library.papers() if label(paper) != paper.title)
        forms = (
            "What is {}?",
            "How does {} work?",
            "What does {} achieve?",
            "Which problem does {} address?",
        )
        return tuple(form.format(label(paper)) for form, paper in zip(forms, islice(named, n), strict=False))

    def refresh(self, report: Report = unreported) -> None:
        """Bring the index in step with the library, after papers came or went. A search does so by itself.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
            ModelError: the embedding model failed.
        """
        self._searchable.index.refresh(report)

    def rebuild(self, report: Report = unreported) -> None:
        """Throw the index away and build it anew from the library.

        Raises:
            IndexUnavailableError: Chroma cannot be opened or reached.
        """
        self._searchable.index.rebuild(report)

    def close(self) -> None:
        """Let go of the index and the library. The engine of an embedded model ends with the process."""
        if self._parts is not None:
            self._parts.index.close()
        for library in self.libraries:
            library.close()

    @property
    def _searchable(self) -> Searchable:
        self.prepare_search()
        if self._parts is None:  # pragma: no cover - prepare_search either sets it or raises
            raise AssertionError
        return self._parts

    def _entailment(self) -> Entailment | None:
        if self.llm is None:
            return None
        dialogue = Dialogue(self.llm)
        return lambda premise, claim: dialogue.yes_probability(premise_messages(premise, claim))

    def _assembled(self, report: Report) -> Searchable:
        embedding = self._models.embedding(report)
        parts = Searchable(self.libraries, embedding, self.settings)
        parts.index.refresh(report)
        return parts

    def _message(self) -> str:
        if self._parts is None:
            return "The papers are being read; searching starts in a moment."
        if self.llm is not None:
            return f"Answers are written by {self.llm.metadata.model_name}."
        if self._models.llm_settled:
            return "No chat model is in use: answers are quotations."
        return "The chat model is still on its way: until it is here, answers are quotations."


def _with_notice(events: Generator[Event, None, None], notice: str) -> Generator[Event, None, None]:
    """The same events; the answer at the end says what its reader should know, if there is anything."""
    with closing(events):
        for event in events:
            yield _noted(event.answer, notice) if notice and isinstance(event, Finished) else event


def _noted(answer: Answer, notice: str) -> Finished:
    return Finished(replace(answer, notice=f"{answer.notice} {notice}".strip()))


def checked_question(question: str) -> str:
    """A question without surrounding space.

    Raises:
        QuestionError: it is empty, too long, or holds no word.
    """
    asked = question.replace("\x00", " ").strip()
    if not asked:
        raise QuestionError("The question is empty.", remedy="Type what you would like to know.")
    if len(asked) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(asked):,} characters; at most {LONGEST_QUESTION:,} are read.",
            remedy="Shorten it, or check a long text with `footnote check`.",
        )
    if sum(map(_is_unreadable, asked)) > len(asked) * UNREADABLE:
        raise QuestionError("The question is no readable text.", remedy="Ask in words, as plain text.")
    if not any(character.isalnum() for character in asked):
        raise QuestionError("The question holds no word.", remedy="Ask in words or numbers.")
    return readable(asked)


def _is_unreadable(character: str) -> bool:
    is_text = character.isspace() or unicodedata.category(character) not in {"Cc", "Cs", "Cn", "Co"}
    return character == "\ufffd" or not is_text
