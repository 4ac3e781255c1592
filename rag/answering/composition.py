"""From judgements to claims with numbered citations, and the text that carries the markers."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rag.answering.reporting import reported
from rag.citing import citations_of
from rag.subjects import label
from rag.values import Citation, Claim, Source
from rag.verification.attribution import Attribution
from rag.verification.verifier import Judgement

if TYPE_CHECKING:
    from corpus.paper import Paper

_END = re.compile(r"([.!?…]*[\"'”’)]*)\s*$")


def compose_claims(judgements: Sequence[Judgement]) -> tuple[Claim, ...]:
    """Claims of the judgements that stand, their papers numbered from 1 in order of appearance.

    Where another paper says otherwise, its sentence follows as a contrary claim.
    """
    numbers: dict[str, int] = {}
    claims = []
    for judgement in judgements:
        if judgement.attribution is None or not judgement.stands:
            continue
        citations = citations_of(judgement.attribution, numbers)
        claims.append(_claim(judgement, citations))
        if judgement.against:
            claims += _contrary(judgement.against, numbers)
    return tuple(claims)


def _claim(judgement: Judgement, citations: tuple[Citation, ...]) -> Claim:
    """A quotation word for word; what was written, as it is reported."""
    if judgement.verdict == "quoted":
        return Claim(judgement.claim, "quoted", citations, judgement.score)
    return Claim(reported(judgement.claim), "supported", citations, judgement.score)


def _contrary(against: Attribution, numbers: dict[str, int]) -> list[Claim]:
    citations = citations_of(against, numbers)
    return [Claim(citation.quote, "quoted", (citation,), contrary=True) for citation in citations[:1]]


def sources_of(claims: Sequence[Claim]) -> tuple[Source, ...]:
    """The papers that the claims cite, in number order."""
    papers: dict[int, Paper] = {c.number: c.paper for claim in claims for c in claim.citations}
    return tuple(Source(number, papers[number]) for number in sorted(papers))


def text_of(
    claims: Sequence[Claim], *, separator: str = " ", called: "Callable[[Paper], str]" = label
) -> str:
    """The claims as plain text with [1] markers before the final full stop; quotations in quotation marks.

    Args:
        claims: what is said.
        separator: stands between two of them.
        called: what a paper that is quoted is called.
    """
    return separator.join(_marked(claim, called) for claim in claims)


def _marked(claim: Claim, called: "Callable[[Paper], str]") -> str:
    numbers = dict.fromkeys(citation.number for citation in claim.citations)
    markers = "".join(f"[{number}]" for number in numbers)
    if claim.verdict == "quoted":
        return f"{claim.shown} — {called(claim.citations[0].paper)} {markers}"
    end = _END.search(claim.text)
    stop = end.group(1) if end else ""
    body = claim.text[: len(claim.text) - len(end.group(0))] if end else claim.text
    return f"{body} {markers}{stop}"
