"""Cases as numbers: every measure with its interval, over all questions and by type."""

from collections.abc import Iterable, Sequence

from evals.case import Case
from evals.measures import MEASURES
from evals.metrics.bootstrap import Interval, bootstrap
from evals.metrics.measure import Measure, as_array
from evals.metrics.paired import Difference, compare_rows
from evals.question import QUESTION_TYPES, QuestionType


def score(cases: Iterable[Case], measures: Iterable[Measure] = MEASURES) -> dict[str, Interval]:
    """Each measure over the cases, by its name. One that applies to no case has n = 0."""
    listed = list(cases)
    return {measure.name: bootstrap(measure.rows(listed), measure.statistic) for measure in measures}


def score_by_type(cases: Iterable[Case], measure: Measure) -> dict[QuestionType, Interval]:
    """One measure for each type of question that has a case."""
    listed = list(cases)
    groups = {name: [case for case in listed if case.question.type == name] for name in QUESTION_TYPES}
    return {
        name: bootstrap(measure.rows(group), measure.statistic) for name, group in groups.items() if group
    }


def compare_cases(
    before: Iterable[Case], after: Iterable[Case], measures: Iterable[Measure] = MEASURES
) -> dict[str, Difference]:
    """Each measure of two runs, paired by question over the cases that it applies to in both."""
    pairs = pair(before, after)
    return {measure.name: _compare(pairs, measure) for measure in measures}


def pair(before: Iterable[Case], after: Iterable[Case]) -> list[tuple[Case, Case]]:
    """The cases of the questions that both runs were asked, word for word, in the order of the first."""
    second = {case.question: case for case in after}
    return [(case, second[case.question]) for case in before if case.question in second]


def _compare(pairs: Sequence[tuple[Case, Case]], measure: Measure) -> Difference:
    rows = [(measure.row(first), measure.row(second)) for first, second in pairs]
    both = [(first, second) for first, second in rows if first is not None and second is not None]
    return compare_rows(
        as_array(first for first, _ in both), as_array(second for _, second in both), measure.statistic
    )
