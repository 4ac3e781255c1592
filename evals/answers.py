"""Footnote under measurement: each question through the whole pipeline."""

from contextlib import closing
from dataclasses import replace

from corpus.errors import FootnoteError
from corpus.library import Library
from evals.metrics.cost import peak_memory
from evals.models import Models
from evals.question import Question
from evals.result import Result
from evals.workspace import Workspace
from rag.assistant import Assistant
from rag.values import Finished, SourcesFound


class FootnoteUnderTest:
    """Answers questions as the product does, from the libraries of a workspace.

    Args:
        workspace: where libraries are made. A question with extra papers gets a library of its own.
        models: what embeds and writes.
    """

    def __init__(self, workspace: Workspace, models: Models) -> None:
        self._workspace = workspace
        self._models = models
        self._assistant = self._of(workspace.library())

    def __call__(self, question: Question) -> Result:
        """The result of one question; one that fails has an error."""
        try:
            return replace(self._answered(question), peak_memory=peak_memory())
        except FootnoteError as error:
            return Result(question.id, None, error=str(error), peak_memory=peak_memory())

    def close(self) -> None:
        """Let go of the library and the index."""
        self._assistant.close()

    def _answered(self, question: Question) -> Result:
        extra = self._workspace.strangers(question.extra_papers)
        if not extra:
            return ask(self._assistant, question)
        self._assistant.prepare_search()
        name = self._models.embedding.model_name
        with closing(self._of(self._workspace.library_with(extra, name))) as assistant:
            return ask(assistant, question)

    def _of(self, library: Library) -> Assistant:
        return Assistant(
            library,
            embedding=self._models.embedding,
            llm=self._models.llm,
            settings=self._workspace.settings,
        )


def ask(assistant: Assistant, question: Question) -> Result:
    """Put one question to an assistant.

    An answer that was made of quotations because the chat model failed is a failure here: what is
    measured is the model's answer, and one that fails again and again must stop the run.

    Raises:
        FootnoteError: the question cannot be answered.
    """
    retrieved: tuple[str, ...] = ()
    result = Result(question.id, None, error="The stream ended without an answer.")
    with closing(assistant.stream(question.question, question.messages)) as events:
        for event in events:
            if isinstance(event, SourcesFound):
                retrieved = tuple(hit.paper.id for hit in event.hits)
            elif isinstance(event, Finished):
                failed = event.answer.notice if assistant.llm else ""
                answer = None if failed else event.answer
                result = Result(question.id, answer, retrieved, error=failed)
    return result
