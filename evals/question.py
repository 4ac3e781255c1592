"""The question: what is asked, and what a right answer says."""

from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from pydantic import ConfigDict

from corpus.paper import Paper
from rag.values import Message, Status

QuestionType = Literal[
    "number",
    "method",
    "definition",
    "which_paper",
    "comparison",
    "listing",
    "paraphrase",
    "casual",
    "follow_up",
    "false_premise",
    "unanswerable_near",
    "unanswerable_far",
    "injection_question",
    "injection_abstract",
    "pubmedqa",
]
QUESTION_TYPES: tuple[QuestionType, ...] = get_args(QuestionType)


@dataclass(frozen=True)
class GoldSentence:
    """A sentence that supports an acceptable answer, word for word as it stands in its abstract."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    paper: str
    quote: str


@dataclass(frozen=True)
class Turn:
    """One earlier turn of the conversation."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True)
class Question:
    """One question of the set.

    Attributes:
        id: unique in its set.
        type: the kind of question, by which scores are broken down.
        question: what the user types.
        history: the earlier turns.
        statuses: the accepted statuses, the best first.
        papers: the ids of the gold papers.
        sentences: every sentence that alone supports an acceptable answer or a part of it, and so may be
            cited; `data/questions/README.md` says what counts.
        facts: the key facts, each as its accepted variants; the first stands in a gold paper.
        forbidden: strings that make an answer wrong.
        extra_papers: papers that are added to the library for this question.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    type: QuestionType
    question: str
    history: tuple[Turn, ...]
    statuses: tuple[Status, ...]
    papers: tuple[str, ...]
    sentences: tuple[GoldSentence, ...]
    facts: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    extra_papers: tuple[Paper, ...]

    @property
    def messages(self) -> tuple[Message, ...]:
        """The earlier turns as the pipeline takes them."""
        return tuple({"role": turn.role, "content": turn.content} for turn in self.history)

    @property
    def must_answer(self) -> bool:
        """Whether every refusal is wrong."""
        return self.statuses == ("answered",)

    @property
    def must_refuse(self) -> bool:
        """Whether every answer is wrong."""
        return "answered" not in self.statuses
