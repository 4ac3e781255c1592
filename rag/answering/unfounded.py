"""Whether a draft betrays that the model had no answer before it, and the figure it may have missed."""

import re
from collections.abc import Sequence

from rag.abbreviations import expansions
from rag.answering.novelty import gives_one
from rag.names import names_in
from rag.prompts import ABSTENTION
from rag.question import Reading
from rag.similarity import Coverage
from rag.text import Idf, stems
from rag.values import Evidence
from rag.verification.quantities import (
    BARE,
    COUNTED,
    Quantity,
    figures,
    missing_quantities,
    quantities,
)
from rag.verification.verifier import Judgement

COVERED = 0.2
TELLING = 0.35
"""Inverse document frequency from which a name is more than the field's common coin."""
_RELATIVE = {"%", "x"}
_HOW_MANY = re.compile(r"\bhow many (\w+)", re.IGNORECASE)
_FORMULA = re.compile(r"\w\s*[\^²³+*/]\s*\{?\w")


def abstains(sentence: str) -> bool:
    """Whether all that a sentence of a draft says is that the answer is not there."""
    return sentence.casefold().strip(" .!") == ABSTENTION.casefold().rstrip(".")


def only_echoes(reading: Reading, judgements: Sequence[Judgement]) -> bool:
    """Whether the model could only repeat a question for a detail of a paper that is here.

    A yes-or-no question, a choice, and one that asks which paper it is may be repeated by a right answer;
    what a name of the paper's own means, the paper says.
    """
    echoes = all(judgement.fault == "echo" for judgement in judgements)
    repeatable = reading.yes_or_no or reading.asks_meaning or reading.offers_choice
    return bool(judgements) and echoes and bool(reading.subjects) and not repeatable


def lacks_figure(reading: Reading, judgements: Sequence[Judgement]) -> bool:
    """Whether a number is asked for and no claim that stands gives one that the question has not."""
    return reading.asks_number and not any(_gives_figure(j.claim, reading) for j in judgements if j.stands)


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


def _gives_figure(claim: str, reading: Reading) -> bool:
    """Whether a claim has a new figure, of the unit asked for, or a formula with one; a share is no count."""
    fresh = missing_quantities(claim, reading.question)
    units = _units_asked_for(reading.question)
    if units:
        return any(units & _kinds(quantity) for quantity in fresh)
    if fresh and not (reading.asks_count and all(_is_relative(quantity) for quantity in fresh)):
        return True
    return not fresh and (gives_one(claim, reading.question) or bool(_FORMULA.search(claim)))


def _units_asked_for(question: str) -> set[str]:
    """The kinds of unit that a question counts in: gigabytes, hours; a count of things has none."""
    found = [_kinds(quantity) for unit in _HOW_MANY.findall(question) for quantity in quantities(f"2 {unit}")]
    return set().union(*found) - {"", BARE, COUNTED, *_RELATIVE}


def _is_relative(quantity: Quantity) -> bool:
    return _kinds(quantity) <= _RELATIVE


def _kinds(quantity: Quantity) -> set[str]:
    return {kind for _, kind in quantity.forms}


def figure_asked_for(
    reading: Reading, evidence: Sequence[Evidence], judgements: Sequence[Judgement], idf: Idf
) -> Evidence | None:
    """The sentence that holds the number a question asks for: it is about the same, and has a new figure.

    One whose figure was found to be of something else, when the draft gave it as the answer, is not it.
    """
    words = Coverage(reading.question, idf)
    of_others = {
        (sentence.paper.id, sentence.span.start)
        for judgement in judgements
        if judgement.fault in {"referent", "subject"} and judgement.attribution
        for sentence in judgement.attribution.sentences
    }
    candidates = [
        item
        for item in evidence
        if (item.paper.id, item.start) not in of_others
        and words.of(item.paper.title, item.text) >= COVERED
        and _gives_figure(item.text, reading)
        and figures(item.text)
        and not missing_quantities(reading.question, f"{item.paper.title} {item.paper.abstract}")
    ]
    return max(candidates, key=lambda item: item.score, default=None)
