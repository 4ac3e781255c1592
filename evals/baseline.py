"""The rival: plain LlamaIndex parts over the same Chroma, the same embedder and the same model."""

from contextlib import closing
from typing import TYPE_CHECKING

from corpus.errors import FootnoteError
from corpus.library import Library
from evals.metrics.cost import peak_memory
from evals.models import Models
from evals.question import Question
from evals.result import Result
from evals.workspace import Workspace
from rag.errors import SettingsError
from rag.values import Answer

if TYPE_CHECKING:
    from rag.retrieval.index import PassageIndex


class CitationRival:
    """Answers questions with LlamaIndex's own parts.

    Args:
        workspace: where libraries are made. A question with extra papers gets a library of its own.
        models: what embeds and writes.

    Raises:
        SettingsError: there is no chat model, and the rival cannot do without.
    """

    def __init__(self, workspace: Workspace, models: Models) -> None:
        if models.llm is None:
            raise SettingsError(
                "The baseline needs a chat model, and the settings want none.",
                remedy="Give --model, or leave out --baseline.",
            )
        self._workspace = workspace
        self._models = models
        self._llm = models.llm
        self._library = workspace.library()
        self._index = self._index_of(self._library)

    def __call__(self, question: Question) -> Result:
        """The result of one question; one that fails has an error."""
        try:
            answer = self._answered(question)
        except FootnoteError as error:
            return Result(question.id, None, error=str(error), peak_memory=peak_memory())
        retrieved = tuple(dict.fromkeys(item.paper.id for item in answer.evidence))
        return Result(question.id, answer, retrieved, peak_memory=peak_memory())

    def close(self) -> None:
        """Let go of the index and the library."""
        self._index.close()
        self._library.close()

    def _answered(self, question: Question) -> Answer:
        extra = self._workspace.strangers(question.extra_papers)
        if not extra:
            return self._asked(question, self._library, self._index)
        self._index.refresh()
        name = self._models.embedding.model_name
        with (
            closing(self._workspace.library_with(extra, name)) as library,
            closing(self._index_of(library)) as index,
        ):
            return self._asked(question, library, index)

    def _asked(self, question: Question, library: Library, index: "PassageIndex") -> Answer:
        from evals.rival_parts import ask_parts

        return ask_parts(question, self._llm, library, index)

    def _index_of(self, library: Library) -> "PassageIndex":
        from rag.retrieval.index import PassageIndex

        folder = self._workspace.settings.indexes / f"rival-{library.name}"
        return PassageIndex(library, self._models.embedding, folder=folder)
