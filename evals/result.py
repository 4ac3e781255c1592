"""The result of one question."""

from dataclasses import dataclass

from rag.values import Answer


@dataclass(frozen=True)
class Result:
    """What came of one question.

    Attributes:
        id: the question's.
        answer: what was answered; None where the question failed.
        retrieved: the ids of the papers that were found, best first.
        error: why the question failed, or an empty string.
        peak_memory: the largest resident memory of the process so far, in bytes.
    """

    id: str
    answer: Answer | None
    retrieved: tuple[str, ...] = ()
    error: str = ""
    peak_memory: int | None = None
