"""Which questions of a set are asked."""

from collections.abc import Collection, Sequence
from typing import Literal

from evals.errors import EvaluationError
from evals.question import Question
from evals.sampling import sample, splits

Part = Literal["dev", "test", "all"]


def choose(
    questions: Sequence[Question], *, part: Part, types: Collection[str] = (), limit: int | None = None
) -> tuple[Question, ...]:
    """The questions of one half of a set, of some types, at most so many.

    Args:
        questions: the whole set, on which the halves depend.
        part: which half, or both.
        types: only these; all where none is given.
        limit: at most so many, every type in its share.

    Raises:
        EvaluationError: no question is left.
    """
    halves = splits(questions)
    chosen = [
        question
        for question in questions
        if part in {"all", halves[question.id]} and (not types or question.type in types)
    ]
    if limit is not None:
        chosen = list(sample(chosen, limit))
    if not chosen:
        raise EvaluationError("No question is left to ask.", remedy="Ask for other types, or for more.")
    return tuple(chosen)
