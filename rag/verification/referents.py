"""What a number is of: a number that its source gives to something else does not count.

A text is cut where its coordinations are (commas, "and", "while"); what stands in a piece is what the piece's
numbers are of. A piece that begins with its number goes on with the words before the number of the piece
before it: "improves accuracy by 5% on GLUE and 3% on SQuAD".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.paper import Paper
from corpus.sentences import sentence_spans
from rag.names import folded, is_name
from rag.text import FUNCTION_WORDS, stems, words
from rag.verification.measures import kinds_of, measures_differ, measures_the_unspoken
from rag.verification.quantities import Quantity, placed_quantities, plain_text, quantities

_BREAK = re.compile(
    r"[;:()]|[.!?](?=\s|$)|,(?!\d)|\b(?:and|while|whereas|but|as well as|along with|plus|versus|vs)\b",
    re.IGNORECASE,
)
_TELLS_NOTHING = frozenset(
    stems(
        "achieve reach attain obtain get yield deliver provide offer show report use average mean up "
        "approximately about nearly roughly almost around least most respectively than compared relative "
        "total overall by factor model method approach paper result experiment improve improvement "
        "increase reduce reduction decrease gain high low percent times fold x"
    )
)
_SHARED = 2 / 3
_IN_TURN = re.compile(r"\brespectively\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Measured:
    """A number and the stems of what it is of."""

    quantity: Quantity
    of: frozenset[str]


def misplaced_quantities(claim: str, cited: str, paper: Paper) -> list[Quantity]:
    """The quantities of a claim that the cited sentences give to something else than the claim does.

    One is misplaced where it measures one thing in the claim and another in the cited sentences, as memory
    and time, or one of which those do not speak; or where nothing that the claim says it is of stands beside
    it in the cited sentences, and the abstract gives that another number of the same kind.
    """
    own_names = _names_of(paper)
    ours = _measured(claim, own_names)
    if not ours or _IN_TURN.search(cited):
        return []
    theirs, others = _measured(cited, own_names), _measured(paper.abstract, own_names)
    return [
        item.quantity
        for item in ours
        if _is_misplaced(item, theirs, others) or _is_of_the_unspoken(item, cited)
    ]


def _is_of_the_unspoken(claimed: _Measured, cited: str) -> bool:
    """Whether a number measures what the sentence around it does not speak of."""
    return bool(kinds_of(claimed.of)) and measures_the_unspoken(claimed.of, _around(claimed.quantity, cited))


def _around(quantity: Quantity, cited: str) -> str:
    """Those of the cited sentences in which a quantity stands; all, where it stands in none."""
    sentences = [cited[span.start : span.end] for span in sentence_spans(cited)]
    holding = [it for it in sentences if any(map(quantity.agrees_with, quantities(it)))]
    return " ".join(holding) or cited


def rival_quantities(claim: str, cited: str, paper: Paper) -> list[Quantity]:
    """The quantities of a claim for which the cited sentences have others, of the same kind and thing."""
    own_names = _names_of(paper)
    theirs = _measured(cited, own_names)
    return [
        item.quantity for item in _measured(claim, own_names) if any(_rival(item, other) for other in theirs)
    ]


def _rival(claimed: _Measured, cited: _Measured) -> bool:
    shared = len(claimed.of & cited.of)
    if not claimed.quantity.comparable_to(cited.quantity) or claimed.quantity.agrees_with(cited.quantity):
        return False
    return bool(shared) and shared >= _SHARED * min(len(claimed.of), len(cited.of))


def _is_misplaced(claimed: _Measured, cited: Sequence[_Measured], known: Sequence[_Measured]) -> bool:
    same = [item for item in cited if claimed.quantity.agrees_with(item.quantity)]
    if same and all(measures_differ(claimed.of, item.of) for item in same):
        return True
    if not same or any(not item.of or item.of & claimed.of for item in same):
        return False
    return any(
        item.of & claimed.of
        for item in known
        if not claimed.quantity.agrees_with(item.quantity)
        and any(item.quantity.comparable_to(one.quantity) for one in same)
    )


def _names_of(paper: Paper) -> frozenset[str]:
    return frozenset(map(folded, filter(is_name, words(paper.title))))


def _measured(text: str, ignored: frozenset[str]) -> list[_Measured]:
    plain = plain_text(text)
    counted = placed_quantities(plain)
    found: list[_Measured] = []
    carried: frozenset[str] = frozenset()
    for start, end in pairwise([0, *(found.start() for found in _BREAK.finditer(plain)), len(plain)]):
        inside = [quantity for quantity in counted if start <= quantity.start < end]
        if inside:
            before = plain[start : inside[0].start]
            begins = all(word.casefold() in FUNCTION_WORDS for word in words(before))
            of = _telling(plain[start:end], ignored) | (carried if begins else frozenset())
            found += [_Measured(quantity, of) for quantity in inside]
            carried = carried if begins else _telling(before, ignored)
    return found


def _telling(text: str, ignored: frozenset[str]) -> frozenset[str]:
    """The stems of a piece that tell what its numbers are of: not the subject's name, and no digits."""
    first, *others = words(_BREAK.sub("", text, count=1)) or [""]
    telling = [] if is_name(first) else [first]
    telling += [word for word in others if folded(word) not in ignored]
    return frozenset(stem for word in telling for stem in stems(word) if stem.isalpha()) - _TELLS_NOTHING
