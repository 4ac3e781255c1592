"""Did retrieval find the papers that hold the answer?"""

from evals.case import Case


def gold_papers_retrieved(case: Case) -> float | None:
    """The share of the gold papers that retrieval found, before any sentence was chosen.

    It applies to questions that the abstracts answer.
    """
    if case.question.must_refuse or not case.question.papers or case.error:
        return None
    return len(set(case.question.papers) & set(case.retrieved)) / len(case.question.papers)
