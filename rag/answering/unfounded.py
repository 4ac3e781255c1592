"""Whether a draft betrays that the model had no answer before it, and the figure it may have missed."""

from collections.abc import Sequence

from rag.prompts import ABSTENTION
from rag.question import Reading
from rag.similarity import Coverage
from rag.text import Idf
from rag.values import Evidence
from rag.verification.quantities import figures, missing_quantities
from rag.verification.verifier import Judgement

COVERED = 0.45


def abstains(sentence: str) -> bool:
    """Whether a sentence of a draft says that the answer is not there."""
    return sentence.casefold().startswith(ABSTENTION.casefold().rstrip("."))


def only_echoes(reading: Reading, judgements: Sequence[Judgement]) -> bool:
    """Whether the model could only repeat a question for a detail of a paper that is here.

    A yes-or-no question, and one that asks which paper it is, may be repeated by a right answer.
    """
    echoes = all(judgement.fault == "echo" for judgement in judgements)
    return bool(judgements) and echoes and bool(reading.subjects) and not reading.yes_or_no


def lacks_figure(reading: Reading, judgements: Sequence[Judgement]) -> bool:
    """Whether a number is asked for and no claim that stands gives one that the question has not."""
    standing = [judgement for judgement in judgements if judgement.stands]
    return reading.asks_number and not any(missing_quantities(j.claim, reading.question) for j in standing)


def figure_asked_for(reading: Reading, evidence: Sequence[Evidence], idf: Idf) -> Evidence | None:
    """The sentence that holds the number a question asks for: it is about the same, and has a new figure."""
    words = Coverage(reading.question, idf)
    candidates = [
        item
        for item in evidence
        if words.of(item.paper.title, item.text) >= COVERED
        and missing_quantities(item.text, reading.question)
        and figures(item.text)
        and not missing_quantities(reading.question, f"{item.paper.title} {item.paper.abstract}")
    ]
    return max(candidates, key=lambda item: item.score, default=None)
