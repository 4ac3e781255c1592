"""How strongly a sentence puts its case: no claim says always, best or first where its source does not."""

import re

from rag.text import normalised

_ABSOLUTE = re.compile(
    r"\b(?:always|never|invariably|guarantee[sd]?|prove[sdn]?|without exception|in all cases|every time)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:the (?:very )?(?:best|worst|fastest|slowest|largest|smallest|highest|lowest|most)\b(?! of\b)"
    r"|state[- ]of[- ]the[- ]art|sota|the first(?= \w+ (?:to|that|for|method|work|model|framework|study)\b))",
    re.IGNORECASE,
)
_ANY_SUPERLATIVE = re.compile(
    r"\b(?:best|worst|most|first|leading|top|record|unprecedented|state[- ]of[- ]the[- ]art|sota|novel"
    r"|outperform\w*|surpass\w*|exceed\w*|maxim\w+|minim\w+|optimal\w*|peak|prior|previous(?:ly)?|existing|\w{2,}est)\b",
    re.IGNORECASE,
)
_ANY_ABSOLUTE = re.compile(
    r"\b(?:always|never|invariabl\w+|guarantee\w*|pro(?:ve|of)\w*|theor\w+|all|every|any|each|consistent\w*|no|none|not"
    r"|cannot|without|regardless|establish\w*|demonstrat\w+|ensur\w+)\b",
    re.IGNORECASE,
)


def overstated(claim: str, sources: str) -> str:
    """The word by which a claim goes further than its sources; empty where it does not."""
    plain, known = normalised(claim), normalised(sources)
    for strong, answering in ((_ABSOLUTE, _ANY_ABSOLUTE), (_SUPERLATIVE, _ANY_SUPERLATIVE)):
        found = strong.search(plain)
        if found and not answering.search(known):
            return found[0]
    return ""
