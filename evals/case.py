"""The case: one question and what was answered, which is all that a metric looks at."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.paper import Paper
from evals.question import Question
from rag.values import Answer


@dataclass(frozen=True)
class Case:
    """One question and what was answered.

    Attributes:
        question: what was asked.
        answer: what was answered. A question that failed counts as one answered with nothing, so that it
            is neither right nor a refusal.
        papers: the papers of the library that was asked, by id.
        retrieved: the ids of the papers that were found, best first.
        error: why the question failed, or an empty string.
    """

    question: Question
    answer: Answer
    papers: Mapping[str, Paper]
    retrieved: tuple[str, ...] = ()
    error: str = ""

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id

    @property
    def refused(self) -> bool:
        """Whether the answer is a refusal."""
        return self.answer.status != "answered"


FAILED = Answer(status="answered", text="")
