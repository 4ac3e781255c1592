"""Direction, comparison and negation: whether two sentences about the same thing say opposite things."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.text import FUNCTION_WORDS, normalised, stem


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

presence present / absence absent lack

stable / unstable

necessary needed require need / unnecessary needless

sufficient / insufficient

possible / impossible

safe / unsafe

likely / unlikely

significant significantly / insignificant

supervised / unsupervised

dependent / independent

beneficial benefit protect protective prevent / harmful cause
"""
_NEGATIONS = (
    r"not(?! only)|no(?! (?:longer than|fewer|less|more) )|never|neither|nor|without|cannot|none of"
    r"|fails? to|failed to|failure to|unable to|lacks?|lack of|lacking|absence of|rather than|instead of"
    r"|free of|eliminat\w+|avoid\w*|removing the need for|\w+n't"
)
_NEGATION = re.compile(rf"\b(?:{_NEGATIONS})(?!\w)|\w+-free\b", re.IGNORECASE)
_FREE = re.compile(r"\b(\w+)-free\b", re.IGNORECASE)
_NEED = re.compile(r"\b(?:requires?|needs?|involves?|relies on|depends on)\b", re.IGNORECASE)
_PIECE = re.compile(
    r"[;:()]|[.!?](?=\s|$)|,(?!\d)|\b(?:and|while|whereas|but|although|though|yet)\b", re.IGNORECASE
)
_BOUND = re.compile(r"\b(?:more|less|fewer|higher|greater|lower) than (?=[\d~$\\])", re.IGNORECASE)
_END_OF_OBJECT = _words(
    """
    by than compared relative when while using through via with without from to for on at under during that
    which
    """
)
_THAN = re.compile(
    r"\b(?P<verb>outperform\w*|surpass\w*|exceed\w*|beats?|underperform\w*)\b|\b(?:superior|inferior) to\b"
    r"|(?P<graded>\b(?:more|less|fewer)\b[\w\s-]{0,40}?|\b\w+er\b[\w\s-]{0,40}?)\bthan\b",
    re.IGNORECASE,
)
_FAINT = _words(
    "significantly substantially considerably significant additional extra further also both even"
)
_HAVING = frozenset(map(stem, _words("require need use rely depend involve have show")))
_AMOUNTS = frozenset(map(stem, _words("use usage consumption requirement amount number level rate")))
_WORD = re.compile(r"[^\W_]+")
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


@dataclass(frozen=True)
class _Comparison:
    """What is put above what."""

    above: frozenset[str]
    below: frozenset[str]

    def opposes(self, other: "_Comparison") -> bool:
        """Whether each has above what the other has below."""
        ours, theirs = self.above - self.below, self.below - self.above
        return bool(ours & (other.below - other.above) and theirs & (other.above - other.below))


def opposed(claim: str, sentence: str) -> bool:
    """Whether a claim and a sentence go opposite ways, rank the other way round, or one denies the other."""
    ours, theirs = list(_comparisons(claim)), list(_comparisons(sentence))
    if ours and theirs:
        turned = any(one.opposes(other) for one in ours for other in theirs)
    else:
        turned = _goes_against(claim, sentence)
    return turned or _denies(claim, sentence)


def needs_what_is_absent(claim: str, abstract: str) -> bool:
    """Whether a claim needs what an abstract is free of: training, where it is training-free."""
    absent = {stem(found[1].casefold()) for found in _FREE.finditer(normalised(abstract))}
    needed = _NEED.search(normalised(claim))
    if not absent or not needed or negated(claim):
        return False
    return bool(absent & set(_stems(_PIECE.split(claim[needed.end() :], maxsplit=1)[0])))


def negated(text: str) -> bool:
    """Whether a text denies something."""
    return bool(_NEGATION.search(normalised(text)))


def _goes_against(claim: str, sentence: str) -> bool:
    """Whether each of the claim's directions that the sentence speaks of is only contradicted there."""
    theirs = list(_directions(sentence))
    for ours in _directions(claim):
        against = [other for other in theirs if ours.opposes(other)]
        along = [
            other
            for other in theirs
            if other.axis == ours.axis and other.of & ours.of and other not in against
        ]
        if against and not along:
            return True
    return False


def _denies(claim: str, sentence: str) -> bool:
    """Whether one denies what the other says and nowhere denies."""
    ours, theirs = Counter(_denials(claim)), Counter(_denials(sentence))
    said, known = Counter(_stems(claim)) - ours, Counter(_stems(sentence)) - theirs
    return bool(theirs.keys() & said.keys() - known.keys() - ours.keys()) or bool(
        ours.keys() & known.keys() - said.keys() - theirs.keys()
    )


def _denials(text: str) -> list[str]:
    """The stems that a text denies: the first telling word after a negation, and what is not needed."""
    plain = normalised(text)
    denied = [found[1] for found in _FREE.finditer(plain)]
    for found in _NEGATION.finditer(plain):
        piece = _PIECE.split(plain[found.end() :], maxsplit=1)[0]
        telling = [word for word in _telling(piece) if word not in _FAINT]
        denied += telling[: 2 if telling and stem(telling[0]) in _HAVING else 1]
    return [stem(word.casefold()) for word in denied]


def _stems(text: str) -> list[str]:
    return [stem(word) for word in _telling(normalised(text))]


def _directions(text: str) -> Iterator[_Direction]:
    plain = _BOUND.sub("", normalised(text))
    for piece in _PIECE.split(plain):
        words = [found.casefold() for found in _WORD.findall(piece)]
        for place, word in enumerate(words):
            for axis, up in _PLACES.get(stem(word), ()):
                denied = bool(_NEGATION.search(" ".join(words[max(0, place - 3) : place])))
                yield _Direction(axis, up, denied, _object(words, place, axis))


def _object(words: Sequence[str], place: int, axis: int) -> frozenset[str]:
    """What goes up or down: the telling words after the word that says so, else the last ones before it."""
    after = words[place + 1 :]
    end = next(
        (i for i, word in enumerate(after) if word in _END_OF_OBJECT or (i and _points(word))), len(after)
    )
    found = _telling_stems(after[:end], axis) or _telling_stems(words[:place], axis)[-3:]
    return frozenset(found) - _AMOUNTS or frozenset(found)


def _points(word: str) -> bool:
    return stem(word) in _PLACES


def _telling_stems(words: Sequence[str], axis: int) -> list[str]:
    telling = [stem(word) for word in words if word not in FUNCTION_WORDS and not word[0].isdigit()]
    return [word for word in telling if all(other != axis for other, _ in _PLACES.get(word, ()))]


def _comparisons(text: str) -> Iterator[_Comparison]:
    for sentence in re.split(r"[.;](?=\s|$)", normalised(text)):
        for found in _THAN.finditer(sentence):
            before, after = (
                frozenset(_stems(side)) for side in (sentence[: found.start()], sentence[found.end() :])
            )
            word = (found["verb"] or found["graded"] or found[0]).split()[0].casefold()
            down = any(not up for _, up in _PLACES.get(stem(word), ()))
            yield _Comparison(after, before) if down else _Comparison(before, after)


def _telling(text: str) -> list[str]:
    return [
        word for word in (found.casefold() for found in _WORD.findall(text)) if word not in FUNCTION_WORDS
    ]


def _places() -> dict[str, list[tuple[int, bool]]]:
    places: dict[str, list[tuple[int, bool]]] = {}
    for axis, pair in enumerate(_OPPOSITES.split("\n\n")):
        for up, side in zip((True, False), pair.split("/"), strict=True):
            for word in {stem(word) for word in side.split()}:
                places.setdefault(word, []).append((axis, up))
    return places


_PLACES = _places()
"""For each stem that points somewhere the axes that it points along, and whether up."""
