"""Whether a draft betrays that the model had no answer before it."""

from collections.abc import Sequence

from rag.abbreviations import expansions
from rag.names import names_in
from rag.prompts import ABSTENTION
from rag.question import Reading
from rag.text import Idf, stems
from rag.verification.verifier import Judgement

TELLING = 0.35
"""Inverse document frequency from which a name is more than the field's common coin."""


def abstains(sentence: str) -> bool:
    """Whether all that a sentence of a draft says is that the answer is not there."""
    return sentence.casefold().strip(" .!") == ABSTENTION.casefold().rstrip(".")


def only_echoes(reading: Reading, judgements: Sequence[Judgement]) -> bool:
    """Whether the model could only repeat a question for a detail of a paper that is here."""
    echoes = all(judgement.fault == "echo" for judgement in judgements)
    return bool(judgements) and echoes and bool(reading.subjects) and not _may_be_repeated(reading)


def _may_be_repeated(reading: Reading) -> bool:
    """Whether a right answer may repeat it: with a yes, by a choice, in which work it is or a name means."""
    return reading.yes_or_no or reading.offers_choice or reading.asks_work or reading.asks_meaning


def lacks_name(reading: Reading, judgements: Sequence[Judgement], idf: Idf) -> bool:
    """Whether names are asked for and no claim that stands has a telling one that the question has not.

    A short form that the cited abstract spells out (ICL) stands for words and names nothing.
    """
    known = set(names_in(reading.question))
    return reading.asks_names and not any(
        _tells(set(names_in(j.claim)) - known - _short_forms(j), idf) for j in judgements if j.stands
    )


def _short_forms(judgement: Judgement) -> set[str]:
    return set(expansions(judgement.attribution.paper.abstract)) if judgement.attribution else set()


def _tells(names: set[str], idf: Idf) -> bool:
    weights = idf.weights(stem for name in names for stem in stems(name))
    return max(weights.values(), default=0.0) >= TELLING
