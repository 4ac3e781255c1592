"""Which part a sentence plays in its abstract, and which part a question asks for.

An abstract tells in turn what is known, what is wrong with it, what its authors propose and what they found
(the zones of Teufel and Moens, 2002, "Summarizing scientific articles"). Likeness alone takes what is known
for how a method works, as both speak of the same things.
"""

import re
from dataclasses import dataclass

from rag.question import Reading

PROPOSED = 0.07
"""A sentence that tells what the authors do answers more than others; twice so much, how it is done."""
FOUND = 0.25
"""Of the last sentence, where findings are asked for; of those before it in proportion to their place."""
TRUE_OR_NOT = 0.15
"""The same where the answer is yes or no."""
REASON = 0.15

_PROPOSES = re.compile(
    r"\b(?:we|this (?:paper|study|work)) (?:\w+ )?"
    r"(?:design|develop|explore|introduce|investigate|present|propose|study)s?\b"
    r"|\bour (?:approach|framework|idea|key|method)\b|\bspecifically\b|\bin this (?:paper|study|work)\b"
    r"|\bto (?:address|overcome|solve|tackle) th(?:is|ese)\b",
    re.IGNORECASE,
)
_ASKS_HOW = re.compile(
    r"\bhow (?:are|did|do(?:es)?|is)\b|\bwhat (?:does|is)\b"
    r"|\b(?:approach|idea|instead|mechanism|method|propose\w*|trick|works?)\b",
    re.IGNORECASE,
)
_ASKS_WHAT_WAS_FOUND = re.compile(
    r"\bhow (?:big|fast|good|large|long|many|much|well)\b|\bpercent"
    r"|\b(?:accuracy|achiev\w+|beats?|benchmarks?|better|compar\w+|conclu\w+|datasets?|evaluat\w+|faster|finds?"
    r"|found|gain\w*|improv\w+|outperform\w*|perform\w*|results?|saves?|scores?|show\w*|tested)\b",
    re.IGNORECASE,
)
_ASKS_WHY = re.compile(r"\b(?:behind|blame|causes?|reasons?|why)\b", re.IGNORECASE)
_GIVES_REASON = re.compile(
    r"\b(?:aris\w+|attribut\w+|because|caused?|due to|lead\w* to|owing|reason|result\w* (?:from|in)|since"
    r"|stem\w*|suggest\w*|thus)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class WantedRole:
    """The part of an abstract that a question asks for.

    Attributes:
        how: how something is done.
        findings: what was found.
        truth: whether something is so.
        reason: why something is so.
    """

    how: bool
    findings: bool
    truth: bool
    reason: bool

    @classmethod
    def of(cls, reading: Reading) -> "WantedRole":
        """By the words of the question beside the names of papers."""
        question = reading.unnamed
        return cls(
            how=bool(_ASKS_HOW.search(question)),
            findings=bool(_ASKS_WHAT_WAS_FOUND.search(question)),
            truth=reading.yes_or_no,
            reason=bool(_ASKS_WHY.search(question)),
        )

    def bonus(self, sentence: str, place: float) -> float:
        """What the part that a sentence plays adds to its score; its place is from 0 (first) to 1 (last).

        Of 559 abstracts of development and tuning questions the best sentence then answers 425, and 389
        without (chosen on these; weights fitted on nine tenths of the papers get 425 on the rest as well).
        """
        proposed = PROPOSED * (1 + self.how) if _PROPOSES.search(sentence) else 0.0
        reason = REASON if self.reason and _GIVES_REASON.search(sentence) else 0.0
        return proposed + reason + place * (FOUND * self.findings + TRUE_OR_NOT * self.truth)
