"""Do the figures of an answer stand in what it cites?

The idea is the exact-number check of Zhao, Cohen and Webber 2020, "Reducing Quantity Hallucinations in
Abstractive Summarization". This reading of numbers is the suite's own and shares nothing with the verifier's,
so that a fault of one shows in the other.
"""

import re
import unicodedata
from decimal import Decimal

from evals.case import Case
from rag.values import Claim

_NUMBER = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]-)(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d])")
_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")


def number_grounding(case: Case) -> float | None:
    """The share of the numbers in the claims of an answer that stand in the quotes those claims cite.

    Numbers are compared by value (1,000 is 1000, 0.50 is 0.5). Digits that belong to a name, directly or by
    a hyphen after a letter (GPT-4, Qwen2.5), are not figures. In a quote the words zero to twelve count
    too. It applies to answers with a number in a claim.
    """
    grounded = [found for claim in case.answer.claims for found in _grounded(claim)]
    return sum(grounded) / len(grounded) if grounded else None


def ungrounded_numbers(case: Case) -> int:
    """How many numbers of the claims do not stand in what they cite."""
    return sum(not found for claim in case.answer.claims for found in _grounded(claim))


def _grounded(claim: Claim) -> list[bool]:
    """For each number of the claim, whether a quote of the claim has it."""
    quoted = {number for citation in claim.citations for number in _numbers_of_quote(citation.quote)}
    return [number in quoted for number in _numbers(claim.text)]


def _numbers(text: str) -> list[Decimal]:
    plain = unicodedata.normalize("NFC", text)
    return [Decimal(found.replace(",", "")) for found in _NUMBER.findall(plain)]


def _numbers_of_quote(quote: str) -> set[Decimal]:
    words = {Decimal(_WORDS.index(word)) for word in _WORD.findall(quote.casefold())}
    return words | set(_numbers(quote)) | {Decimal(d) for d in re.findall(r"\d+(?:\.\d+)?", quote)}
