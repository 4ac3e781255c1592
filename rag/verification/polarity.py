"""Direction and negation: whether two sentences about the same thing say opposite things."""

import re

from rag.text import stem

_OPPOSITES = """
increase increased raise grow higher more larger greater longer gain boost amplify enlarge expand rise double
upregulate elevate enhance promote stimulate activate
/ decrease decreased reduce reduction lower less fewer smaller shorter shrink cut drop decline diminish
minimize minimise halve downregulate suppress inhibit impair attenuate block

improve improvement better outperform surpass exceed superior best stronger
/ worsen degrade degradation worse underperform inferior worst weaker harm hurt

faster speedup accelerate quicker / slower slowdown slow decelerate

always all every / never none

efficient effective / inefficient ineffective

positive positively / negative negatively

presence present / absence absent lack lacking
"""
_NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|without|cannot|none|fails? to|failed to|unable|lacks?)\b|n't\b"
)


def opposed(claim: str, sentence: str) -> bool:
    """Whether the claim points one way and the sentence only the other, on some axis."""
    ours, theirs = _word_stems(claim), _word_stems(sentence)
    return any(
        (ours & up and not ours & down and theirs & down and not theirs & up)
        or (ours & down and not ours & up and theirs & up and not theirs & down)
        for up, down in _AXES
    )


def negated(text: str) -> bool:
    """Whether a text denies something."""
    return bool(_NEGATION.search(text.casefold()))


def _word_stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"[a-z]+", text.casefold()))


_AXES = [tuple(map(_word_stems, axis.split("/"))) for axis in _OPPOSITES.split("\n\n")]
