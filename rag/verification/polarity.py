"""Direction, comparison and negation: whether two sentences about the same thing say opposite things."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rag.text import FUNCTION_WORDS, normalised, stem
from rag.verification.comparisons import BOUND, Comparison, comparisons
from rag.verification.denials import PIECE, denies, negated


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OPPOSITES = """
increase raise grow growth higher more larger greater longer gain boost amplify enlarge expand rise double
doubling triple upregulate upregulation elevate enhance promote stimulate accumulate
/ decrease reduce reduction lower less fewer smaller shorter shrink cut drop decline diminish minimize
minimise halve halving downregulate downregulation suppress suppression inhibit inhibition impair
impairment attenuate block loss lose lessen save

high large long much many / low small short few

improve improvement good better outperform surpass exceed superior best stronger
/ poor worsen degrade degradation worse underperform inferior worst weaker harm hurt deteriorate

faster fast speedup accelerate quicker quick / slower slowdown slow decelerate

efficient / inefficient

effective / ineffective

positive positively / negative negatively

presence / absence absent

stable / unstable

necessary needed require need / unnecessary needless

sufficient / insufficient

possible / impossible

safe / unsafe

alleviate mitigate ease / worsen aggravate exacerbate

compatible / incompatible

likely / unlikely

significant significantly / insignificant

dependent / independent

beneficial benefit protect protective prevent / harmful cause
"""
_KINDS = re.compile(
    r"(?<![-\w])(?:(?P<is>supervised)|(?P<opposite>unsupervised)"
    r"|(?P<much>high|large|long|many)(?=-)|(?P<little>low|small|short|few)(?=-))[\s-](?P<noun>[^\W\d_]+)",
    re.IGNORECASE,
)
"""A word before a noun that says of which kind it is, and where it goes nowhere: high-resolution images."""
_END_OF_OBJECT = _words(
    """
    by than compared relative when while using through via with without from to for on at under during that
    which as if because since until where per
    """
)
_AMOUNTS = frozenset(map(stem, _words("use usage consumption requirement amount number level rate")))
_WORD = re.compile(r"[^\W_]+")
_CLAUSE = _words("as when if because since until where that which")
_SHARED = 2 / 3


@dataclass(frozen=True)
class _Direction:
    """That something goes up or down, or does not."""

    axis: int
    up: bool
    denied: bool
    of: frozenset[str]

    def opposes(self, other: "_Direction") -> bool:
        """Whether both speak of the same and not in the same direction."""
        shared = len(self.of & other.of)
        if self.axis != other.axis or not shared or shared < _SHARED * min(len(self.of), len(other.of)):
            return False
        return (self.up != other.up) != (self.denied != other.denied)

    def goes_along(self, other: "_Direction") -> bool:
        """Whether both speak of something of the same and in the same direction."""
        return self.axis == other.axis and bool(self.of & other.of) and not self.opposes(other)


def opposed(claim: str, sentence: str) -> bool:
    """Whether a claim and a sentence go opposite ways, rank the other way round, or one denies the other."""
    ours, theirs = comparisons(claim), comparisons(sentence)
    turned = _ranks_against(ours, theirs) if ours and theirs else _goes_against(claim, sentence)
    return turned or denies(claim, sentence)


def of_another_kind(claim: str, sentence: str) -> bool:
    """Whether a claim is about one kind of a thing, and the sentence about the other kind alone."""
    ours, theirs = set(_kinds(claim)), set(_kinds(sentence))
    said = {(axis, up) for _, axis, up in theirs}
    turned = {(noun, axis, not up) for noun, axis, up in ours if (axis, up) not in said}
    return bool(turned & theirs - ours)


def _kinds(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Each noun of which a kind is named, along which axis, and which of the two."""
    for found in _KINDS.finditer(normalised(text)):
        noun = stem(found["noun"].casefold())
        yield noun, bool(found["much"] or found["little"]), bool(found["is"] or found["much"])


def _ranks_against(ours: Sequence[Comparison], theirs: Sequence[Comparison]) -> bool:
    """Whether a comparison is turned round, and none is the same on both sides."""
    pairs = list(product(ours, theirs))
    turned = any(one.opposes(other) or one.ranks_above_the_best_of(other) for one, other in pairs)
    return turned and not any(one.agrees_with(other) for one, other in pairs)


def _goes_against(claim: str, sentence: str) -> bool:
    """Whether a direction of the claim is only contradicted by the sentence, and not by the claim itself."""
    own, theirs = list(_directions(claim)), list(_directions(sentence))
    return any(
        any(ours.opposes(other) for other in theirs)
        and not any(ours.goes_along(other) for other in theirs)
        and not any(ours.opposes(other) for other in own)
        for ours in own
    )


def _directions(text: str) -> Iterator[_Direction]:
    plain = _KINDS.sub(lambda kind: kind["noun"], BOUND.sub("", normalised(text)))
    for piece in PIECE.split(plain):
        words = [found.casefold() for found in _WORD.findall(piece)]
        for place, word in enumerate(words):
            for axis, up in _PLACES.get(stem(word), ()):
                denied = negated(" ".join(words[max(0, place - 3) : place]))
                yield _Direction(axis, up, denied, _object(words, place, axis))


def _object(words: Sequence[str], place: int, axis: int) -> frozenset[str]:
    """What goes up or down: the telling words after the word that says so, else the last ones before it."""
    after = words[place + 1 :]
    end = next(
        (i for i, word in enumerate(after) if word in _END_OF_OBJECT or (i and _points(word))), len(after)
    )
    found = _telling_stems(after[:end], axis) or _telling_stems(_clause(words[:place]), axis)[-3:]
    return frozenset(found) - _AMOUNTS or frozenset(found)


def _clause(before: Sequence[str]) -> Sequence[str]:
    """The last clause of some words: what stands after the last "when" or "as", if anything does."""
    begin = max((place + 1 for place, word in enumerate(before) if word in _CLAUSE), default=0)
    return before[begin:] or before


def _points(word: str) -> bool:
    return stem(word) in _PLACES


def _telling_stems(words: Sequence[str], axis: int) -> list[str]:
    telling = [stem(word) for word in words if word not in FUNCTION_WORDS and not word[0].isdigit()]
    return [word for word in telling if all(other != axis for other, _ in _PLACES.get(word, ()))]


def _places() -> dict[str, list[tuple[int, bool]]]:
    places: dict[str, list[tuple[int, bool]]] = {}
    for axis, pair in enumerate(_OPPOSITES.split("\n\n")):
        for up, side in zip((True, False), pair.split("/"), strict=True):
            for word in {stem(word) for word in side.split()}:
                places.setdefault(word, []).append((axis, up))
    return places


_PLACES = _places()
"""For each stem that points somewhere the axes that it points along, and whether up."""
