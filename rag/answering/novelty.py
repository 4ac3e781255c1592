"""What a sentence adds to the question: an echo is no answer, and an addition must have its ground."""

import re
from dataclasses import replace

from rag.text import Idf, stem_set, stems, words
from rag.verification.quantities import missing_quantities
from rag.verification.verifier import Judgement

_SAYS_NOTHING = frozenset(
    stems(
        "paper study work method approach model use propose present introduce describe discuss address title "
        "yes no set several certain various way based depending according"
    )
)

FEW_WORDS = 4
"""Up to so many words are no sentence that says something by itself."""
_ONE = re.compile(r"\b(?:one|single)\b(?! of\b)", re.IGNORECASE)


def says_more(sentence: str, *known: str) -> bool:
    """Whether a sentence holds a telling word, or a number, that none of the known texts has."""
    new = set(stems(sentence)).difference(_SAYS_NOTHING, *map(stem_set, known))
    return bool(new or gives_number(sentence, " ".join(known)))


def gives_number(sentence: str, known: str) -> bool:
    """Whether a sentence has a number that the known text has not; "one" is a number here."""
    return bool(missing_quantities(sentence, known)) or gives_one(sentence, known)


def gives_one(sentence: str, known: str) -> bool:
    """Whether a sentence says "one" where the known text does not."""
    return _has_one(sentence) and not _has_one(known)


def _has_one(text: str) -> bool:
    return bool(_ONE.search(text))


def founded_share(sentence: str, question: str, sources: str, idf: Idf) -> float:
    """The share of what a sentence adds to the question that its sources hold, by weight, from 0 to 1.

    The words of the question are the reader's own; those that come on top must come from what is cited.
    """
    added = idf.weights(stem_set(sentence) - stem_set(question) - _SAYS_NOTHING)
    held = stem_set(sources)
    total = sum(added.values())
    return sum(weight for stem, weight in added.items() if stem in held) / total if total else 1.0


def is_beside(sentence: str, question: str, source: str) -> bool:
    """Whether a few words that are no sentence come from one that speaks of nothing that is asked.

    By themselves they say nothing; what makes an answer of them is the question, in what they are taken from.
    """
    told = stem_set(f"{sentence} {source}")
    return len(words(sentence)) <= FEW_WORDS and not told & stem_set(question)


def unfounded(judgement: Judgement) -> Judgement:
    """The judgement of a sentence most of whose words come from nowhere."""
    return replace(judgement, verdict="unsupported", fault="unsaid")


def aside(judgement: Judgement) -> Judgement:
    """The judgement of what an abstract says, and nobody asked."""
    return replace(judgement, verdict="unsupported", fault="aside")


def about_another(judgement: Judgement, other: str) -> Judgement:
    """The judgement of a sentence that gives as the answer what its source says of another thing."""
    return replace(judgement, verdict="unsupported", fault="subject", at_fault=other)


def echoed(judgement: Judgement) -> Judgement:
    """The judgement of a sentence that only repeats the question."""
    return replace(judgement, verdict="unsupported", fault="echo")
