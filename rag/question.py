"""What a question asks for, read from its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.paper import Paper
from rag.subjects import Subject

_KINDS = "methods|approaches|techniques|systems|frameworks|attacks"
_THINGS = f"papers|works|studies|abstracts|surveys|reviews|ones|{_KINDS}"
_LISTING = re.compile(
    r"\b(?:which|what|list|name|show|are there|find|give me|any|all|every)\b(?:\W+[\w-]+){0,2}?"
    rf"\W+(?:{_THINGS})\b"
    r"|^\W*list\b|\b(?:all|every)\b(?:\W+the)?\W+(?:papers?|works?)\b|^\W*what do you have on\b",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"\b(?:compare[ds]?|comparison|versus|vs|differs?|differences? between|contrast)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\bhow (?:much|many|fast|slow|large|big|small|long|short|high|low|deep|wide|often|far|few|accurate)\b"
    r"|\bby how\b"
    r"|\b(?:what|which)(?:\W+(?:is|was|are|were|the|an?|its|their|average|exact|overall|total|top|final)){0,4}"
    r"\W+(?:percentage|percent|fraction|number|factor|amount|rate|score|accuracy"
    r"|ratio|margin|share|size|gain|average)\b|\bspeed-?ups?\b"
    r"|\bwhat(?:\W+[\w@.-]+){0,3}\W+(?:score|accuracy|gain|rate|ratio|length|size|speed|throughput|perplexity"
    r"|latency|cost|bleu|rouge|fid|f1|pass@\d+)\W+(?:does|do|did|is|was|can|has)\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"^\W*(?:which|what|any|is there an?|are there(?: any)?)\W+(?:papers?|works?|stud(?:y|ies)|articles?"
    r"|methods?|approach(?:es)?|techniques?)\b(?!.*\b(?:and|by)(?: by)? how\b)|^\W*who\b",
    re.IGNORECASE,
)
"""A question for a work: what it measures "how much" is told of it, and not asked."""
_YES_NO = re.compile(
    r"(?:^|[,;:.]\s+)(?:(?:and|so|but|ok)\s+)?(?:is|are|was|were|do|does|did|can|could|would|will|has|have|should)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bhow many\s+(?!times\b|percent|points\b|fold\b|%)", re.IGNORECASE)
_NAMES = re.compile(
    r"\bnames? of\b|\bname the\b|\bwhich (?:two|three|four|five|six|\d+)\b"
    r"|\bwhich(?:\W+[\w-]+)?\W+(?:datasets?|benchmarks?|models?|llms?|languages|baselines)\b",
    re.IGNORECASE,
)
_AVAILABILITY = re.compile(
    r"\b(?:code|repository|github|url|link|download\w*|available|availab\w+|released?|where)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Reading:
    """A standalone question, what form of answer it asks for, and the papers it speaks of by name."""

    question: str
    listing: bool
    comparison: bool
    asks_number: bool
    asks_count: bool
    asks_names: bool
    yes_or_no: bool
    asks_availability: bool
    subjects: tuple[Paper, ...] = ()


def read_question(question: str, subjects: Sequence[Subject] = ()) -> Reading:
    """Read a standalone question, given the papers it speaks of."""
    several = len({subject.name for subject in subjects}) > 1
    return Reading(
        question,
        listing=bool(_LISTING.search(question)) and not subjects,
        comparison=several or bool(_COMPARISON.search(question)),
        asks_number=bool(_NUMBER.search(question)) and not _WORK.search(question),
        asks_count=bool(_COUNT.search(question)),
        asks_names=bool(_NAMES.search(question)),
        yes_or_no=bool(_YES_NO.search(question)),
        asks_availability=bool(_AVAILABILITY.search(question)),
        subjects=tuple(subject.paper for subject in subjects),
    )
