"""Whether a sentence tells more than the question did: an echo is no answer."""

from dataclasses import replace

from rag.text import stems
from rag.verification.verifier import Judgement

_SAYS_NOTHING = frozenset(
    stems("paper study method approach model use propose present introduce set several certain various way")
)


def says_more(sentence: str, question: str) -> bool:
    """Whether a sentence holds a telling word that the question lacks."""
    return bool(set(stems(sentence)) - set(stems(question)) - _SAYS_NOTHING)


def echoed(judgement: Judgement) -> Judgement:
    """The judgement of a sentence that only repeats the question."""
    return replace(judgement, verdict="unsupported", attribution=None, fault="echo")
