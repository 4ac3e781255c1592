"""Are quotations word for word?"""

from evals.case import Case
from rag.values import Citation, Claim


def quotation_exactness(case: Case) -> float | None:
    """The share of the citations of an answer that are exact.

    A citation is exact when its span of the library's own abstract is its quote, character for character.
    A claim whose verdict is "quoted" must further stand word for word in one of its quotes (runs of blanks
    are alike), or none of its citations is exact. It applies to answers with citations.
    """
    exact = [
        _is_exact(citation, case) and _is_quoted(claim)
        for claim in case.answer.claims
        for citation in claim.citations
    ]
    return sum(exact) / len(exact) if exact else None


def _is_exact(citation: Citation, case: Case) -> bool:
    paper = case.papers.get(citation.paper.id)
    inside = 0 <= citation.start < citation.end
    return paper is not None and inside and paper.abstract[citation.start : citation.end] == citation.quote


def _is_quoted(claim: Claim) -> bool:
    if claim.verdict != "quoted":
        return True
    text = " ".join(claim.text.split())
    return any(text in " ".join(citation.quote.split()) for citation in claim.citations)
