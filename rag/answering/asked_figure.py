"""The figure that a question asks for: whether a claim gives it, and which sentence holds it."""

import re
from collections.abc import Sequence

from rag.answering.novelty import gives_one
from rag.question import Reading
from rag.similarity import Coverage
from rag.text import Idf, stem_set, stems, words
from rag.values import Evidence
from rag.verification.measures import measures_differ
from rag.verification.quantities import (
    BARE,
    COUNTED,
    Quantity,
    figures,
    missing_quantities,
    placed_quantities,
    plain_text,
    quantities,
)
from rag.verification.verifier import Judgement

COVERED = 0.2
"""The share of a question's words from which a sentence under its title is about the same."""
_WORDS_OF_A_COUNT = 5
_RELATIVE = {"%", "x"}
_UNIT = re.compile(r"\bhow many (\w+)", re.IGNORECASE)
_DURATION = re.compile(
    r"\bhow (?:long|much time)\b.*\b(?:takes?|took|last(?:s|ed)?|train(?:ed|ing)?|runs?|ran|needs?|needed)\b",
    re.IGNORECASE,
)
_CAPACITY = re.compile(
    r"\bhow much (?!less\b|more\b)(?:\w+ )?(?:memory|ram|vram|disk|storage)\b"
    r".*\b(?:consumes?|need(?:s|ed)?|occup(?:y|ies)|require[sd]?|takes?|use[sd]?)\b"
    r"(?!.*\b(?:compared|fewer|less|more|than)\b)",
    re.IGNORECASE,
)
_OF_TIME = re.compile(r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?)\b", re.IGNORECASE)
_THINGS = re.compile(
    r"\bhow many\s+(.*?)\s*(?:[,?.]|$"
    r"|\b(?:does|do|did|are|were|is|was|has|have|had|can|could|will|would|must|should)\b)",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"(?:\b\w*times|\d\s*[x×])\s+(?:(?:its|that|the|their)\s+)?(?:[\w-]+\s+){0,3}?(?:length|number|size)\b",
    re.IGNORECASE,
)
"""16 times the training length is a length."""
_FORMULA = re.compile(r"\w\s*[\^²³+*/]\s*\{?\w")


def lacks_figure(reading: Reading, judgements: Sequence[Judgement]) -> bool:
    """Whether a number is asked for and no claim that stands gives one that the question has not."""
    return reading.asks_number and not any(_gives_figure(j.claim, reading) for j in judgements if j.stands)


def figure_asked_for(
    reading: Reading, evidence: Sequence[Evidence], judgements: Sequence[Judgement], idf: Idf
) -> Evidence | None:
    """The sentence that holds the number a question asks for: it is about the same, and has a new figure.

    One whose figure was found to be of something else, when the draft gave it as the answer, is not it.
    """
    covered, of_others = Coverage(reading.question, idf), _of_other_things(judgements)
    candidates = [
        item
        for item in evidence
        if (item.paper.id, item.start) not in of_others
        and covered.of(item.paper.title, item.text) >= COVERED
        and _holds_figure(item, reading)
    ]
    return max(candidates, key=lambda item: item.score, default=None)


def _of_other_things(judgements: Sequence[Judgement]) -> set[tuple[str, int]]:
    """The sentences, by paper and start, of which a draft gave a figure to what they do not give it to."""
    misread = [j.attribution for j in judgements if j.fault in {"referent", "subject"} and j.attribution]
    return {(sentence.paper.id, sentence.span.start) for ground in misread for sentence in ground.sentences}


def _holds_figure(item: Evidence, reading: Reading) -> bool:
    """Whether a sentence holds the number, in digits, or in words where it counts the things asked for."""
    paper, things = f"{item.paper.title} {item.paper.abstract}", _things_asked_for(reading.question)
    return (
        _gives_figure(item.text, reading)
        and bool(figures(item.text) or things)
        and (not things or _counts(item.text, things))
        and not missing_quantities(reading.question, paper)
    )


def _gives_figure(claim: str, reading: Reading) -> bool:
    """Whether a claim has a new figure, of the unit asked for, or a formula with one.

    A share or a factor is no count and no length, unless it is a factor of one; what measures only another
    thing (computation for throughput) gives no figure.
    """
    if measures_differ(stem_set(reading.unnamed), stem_set(claim)):
        return False
    fresh = missing_quantities(claim, reading.question)
    units = _units_asked_for(reading.question)
    if "second" in units and fresh and _OF_TIME.search(claim):
        return True
    if units:
        return any(units & _kinds(quantity) for quantity in fresh)
    if fresh and not (reading.asks_absolute and _is_relative(claim, fresh)):
        return True
    return not fresh and (gives_one(claim, reading.question) or bool(_FORMULA.search(claim)))


def _is_relative(claim: str, fresh: Sequence[Quantity]) -> bool:
    return all(_kinds(quantity) <= _RELATIVE for quantity in fresh) and not _MULTIPLE.search(claim)


def _units_asked_for(question: str) -> set[str]:
    """The kinds of unit that a question asks for: gigabytes, hours; a count of things has none."""
    found = [_kinds(quantity) for unit in _UNIT.findall(question) for quantity in quantities(f"2 {unit}")]
    asked = {"second"} if _DURATION.search(question) else {"byte"} if _CAPACITY.search(question) else set()
    return asked.union(*found) - {"", BARE, COUNTED, *_RELATIVE}


def _kinds(quantity: Quantity) -> set[str]:
    return {kind for _, kind in quantity.forms}


def _things_asked_for(question: str) -> set[str]:
    """The stems of the things whose number is asked for, if any are named."""
    return {stem for named in _THINGS.findall(question) for stem in stems(named)}


def _counts(text: str, things: set[str]) -> bool:
    """Whether a number in a text counts one of some things."""
    plain = plain_text(text)
    counted = [words(plain[quantity.start :])[:_WORDS_OF_A_COUNT] for quantity in placed_quantities(plain)]
    return any(things & stem_set(" ".join(found)) for found in counted)
