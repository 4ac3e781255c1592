"""Two runs of the same questions: what became better, and which questions changed sides."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.case import Case
from evals.errors import EvaluationError
from evals.metrics.facts import all_right
from evals.metrics.paired import Difference
from evals.record import Record
from evals.run import RunFolder
from evals.scoring import compare_cases, pair


@dataclass(frozen=True)
class Comparison:
    """What changed from one run to another.

    Attributes:
        before: the state of the first run.
        after: the state of the second.
        changed: the names of the record's fields in which they differ.
        differences: the measures that were compared, by name.
        fixed: the cases of the second run that became all right.
        broken: the cases of the second run that are no longer all right.
        pairs: the questions that both runs were asked, with both answers.
    """

    before: Record
    after: Record
    changed: tuple[str, ...]
    differences: Mapping[str, Difference]
    fixed: tuple[Case, ...]
    broken: tuple[Case, ...]
    pairs: tuple[tuple[Case, Case], ...]


def compare(before: RunFolder, after: RunFolder) -> Comparison:
    """Compare two runs, paired by question.

    Raises:
        ReadError: a folder holds no run.
        EvaluationError: the runs have no question in common.
    """
    first, second = before.record, after.record
    pairs = pair(before.cases(), after.cases())
    if not pairs:
        raise EvaluationError(
            f"The runs in {before.path} and {after.path} have no question in common.",
            remedy="Compare runs of the same question set and split.",
        )
    return Comparison(
        before=first,
        after=second,
        changed=first.differences(second),
        differences=compare_cases([old for old, _ in pairs], [new for _, new in pairs]),
        fixed=tuple(new for old, new in pairs if all_right(new) > all_right(old)),
        broken=tuple(new for old, new in pairs if all_right(new) < all_right(old)),
        pairs=tuple(pairs),
    )
