"""Whether a sentence tells more than the question did: an echo is no answer."""

from dataclasses import replace

from rag.text import stem_set, stems
from rag.verification.verifier import Judgement

_SAYS_NOTHING = frozenset(
    stems(
        "paper study work method approach model use propose present introduce describe discuss address title "
        "yes no set several certain various way"
    )
)


def says_more(sentence: str, *known: str) -> bool:
    """Whether a sentence holds a telling word that none of the known texts has."""
    return bool(set(stems(sentence)).difference(_SAYS_NOTHING, *map(stem_set, known)))


def echoed(judgement: Judgement) -> Judgement:
    """The judgement of a sentence that only repeats the question."""
    return replace(judgement, verdict="unsupported", fault="echo")
