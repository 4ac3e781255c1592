"""Comparisons: what a sentence puts above what, and in which respect."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rag.text import normalised, stems

BOUND = re.compile(r"\b(?:more|less|fewer|higher|greater|lower) than (?=[\d~$\\])", re.IGNORECASE)
"""What stands before a number that is a bound: nothing is compared there."""
_BETTER = "better"
_SCALES = """
    higher / lower | more greater / less fewer | larger bigger / smaller | longer / shorter
    | faster quicker / slower | stronger / weaker | better superior / worse inferior | cheaper / costlier
"""
_AMOUNTS = {"higher", "more", "larger"}
"""Scales on which one thing is measured alike: more sensitive, a higher sensitivity."""
_VERB = (
    r"(?P<verb>(?:under|out)perform\w*|out(?:shine|class|rank|strip|do)\w*|surpass\w*|exceed\w*|beat(?:s|en)?"
    r"|(?:fall|fell|lag|trail)\w*(?: far)? behind)|(?P<rank>superior|inferior) to"
)
_BY = re.compile(r"\s+by\b", re.IGNORECASE)
_OTHERS = re.compile(r"\s*(?:all\s+|the\s+)*(?:others?|rest|alternatives?)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,:;]|\b(?:and|but|that|where|which|while)\b", re.IGNORECASE)
_MANNER = re.compile(r"\b\w+ly\b", re.IGNORECASE)
_TURN = re.compile(r":|\b(?:but|while|whereas|although|though|yet)\b", re.IGNORECASE)
_NO_GRADE = r"(?!(?:rather|other|either|neither|whether|further|together)\b)"


@dataclass(frozen=True)
class Comparison:
    """That one thing is above another on a scale; `of` is what is graded, where that is said.

    `best` is the thing that is above all the others, where that is said.
    """

    scale: str
    above: frozenset[str]
    below: frozenset[str]
    of: frozenset[str] = frozenset()
    best: frozenset[str] = frozenset()

    def opposes(self, other: "Comparison") -> bool:
        """Whether each has above what the other has below."""
        return self.agrees_with(Comparison(other.scale, other.below, other.above, other.of))

    def agrees_with(self, other: "Comparison") -> bool:
        """Whether both put one thing above another in the same respect."""
        upper = (self.above - self.below) & (other.above - other.below)
        lower = (self.below - self.above) & (other.below - other.above)
        return bool(upper and lower and self._is_like(other))

    def ranks_above_the_best_of(self, other: "Comparison") -> bool:
        """Whether it puts something else above what the other puts above all the others."""
        topped = other.best & (self.below - self.above)
        return bool(topped and not other.best & self.above and self._is_like(other))

    def _is_like(self, other: "Comparison") -> bool:
        if self.of and other.of and not self.of & other.of:
            return False
        return self.scale == other.scale or bool(self.of & other.of and {self.scale, other.scale} <= _AMOUNTS)


def comparisons(text: str) -> list[Comparison]:
    """The comparisons in a text, in order: with a verb (outperforms), or with a graded word (faster than)."""
    sentences = re.split(r"[.;](?=\s|$)", BOUND.sub("", normalised(text)))
    return [comparison for sentence in sentences for comparison in _comparisons(sentence)]


def _comparisons(sentence: str) -> Iterator[Comparison]:
    for found in _THAN.finditer(sentence):
        before = frozenset(stems(sentence[: found.start()]))
        after = frozenset(stems(_TURN.split(sentence[found.end() :], maxsplit=1)[0]))
        if found["graded"]:
            for word, graded in _grades(found["graded"]):
                yield _placed(word, before, after, graded)
        else:
            verb = (found["verb"] or found["rank"]).casefold()
            turned = verb.endswith(("ed", "en")) and _BY.match(sentence, found.end())
            placed = _placed(verb, *((after, before) if turned else (before, after)))
            yield replace(placed, best=_best(sentence, found)) if placed.above == before else placed


def _best(sentence: str, verb: re.Match[str]) -> frozenset[str]:
    """What stands right before a verb that puts it above the others; nothing where others are not all."""
    if not _OTHERS.match(sentence, verb.end()):
        return frozenset()
    return frozenset(stems(_MANNER.sub("", _CLAUSE.split(sentence[: verb.start()])[-1])))


def _grades(run: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each graded word of "lower latency and better accuracy", with what it grades."""
    found = [*_GRADED.finditer(run)]
    ends = [word.start() for word in found[1:]] + [len(run)]
    for word, end in zip(found, ends, strict=True):
        yield word[0].casefold(), frozenset(stems(run[word.end() : end]))


def _placed(
    word: str, before: frozenset[str], after: frozenset[str], of: frozenset[str] = frozenset()
) -> Comparison:
    scale, up = _PLACES.get(word, (word, True))
    if word.startswith(_VERBS_OF_QUALITY):
        scale, up = _BETTER, not word.startswith(_VERBS_OF_LACK)
    return Comparison(scale, before, after, of) if up else Comparison(scale, after, before, of)


def _places() -> dict[str, tuple[str, bool]]:
    """For each graded word the first of its scale, and whether it points up."""
    places: dict[str, tuple[str, bool]] = {}
    for scale in _SCALES.split("|"):
        upper, lower = (side.split() for side in scale.split("/"))
        places |= dict.fromkeys(upper, (upper[0], True)) | dict.fromkeys(lower, (upper[0], False))
    return places


_PLACES = _places()
_VERBS_OF_LACK = ("underperform", "fall", "fell", "lag", "trail")
_VERBS_OF_QUALITY = ("out", "surpass", "exceed", "beat", *_VERBS_OF_LACK)
_GRADED = re.compile(rf"\b(?:{'|'.join(_PLACES)})\b|\b{_NO_GRADE}\w+er\Z", re.IGNORECASE)
_THAN = re.compile(
    rf"\b(?:{_VERB})\b"
    rf"|(?P<graded>\b(?:{'|'.join(_PLACES)})\b[\w\s-]{{0,60}}?|\b{_NO_GRADE}\w+er)\s+than\b",
    re.IGNORECASE,
)
