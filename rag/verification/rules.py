"""The rules that a claim must keep, whatever a model thinks: its numbers, names, direction, strength."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.paper import Paper
from rag.abbreviations import expansions
from rag.names import COMMON_NAMES, folded, initialisms, is_name, names_in, runs, strangers
from rag.subjects import is_coined
from rag.text import words
from rag.verification.attribution import Attribution
from rag.verification.denials import denies_the_unsaid, needs_what_is_absent, only_asks, only_sets_aside
from rag.verification.polarity import of_another_kind, opposed
from rag.verification.quantities import Quantity, figures, missing_quantities, quantities
from rag.verification.referents import misplaced_quantities, rival_quantities
from rag.verification.strength import overstated

Fault = Literal[
    "empty", "number", "referent", "name", "subject", "strength", "opposite", "unsaid", "echo", "aside"
]

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\"']+[^\s<>()\"'.,;:!?]")

_OURS = re.compile(r"\bour\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_STANDING_DIGITS = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]-)(?<!\d)\d+")
_JOINS = re.compile(
    r"^\s*(?:however|moreover|furthermore|specifically|notably|in particular|in contrast|similarly),\s+",
    re.IGNORECASE,
)
_LANGUAGE_MODELS = frozenset({"lm", "llm"})
"""What large language models, which an abstract may call by either, are called."""
_JOINT = re.compile(r"[-+/]")
_GREEK = {"alpha": "a", "beta": "b", "gamma": "g", "delta": "d", "kappa": "k", "lambda": "l"}
_GREEK_NAME = re.compile(rf"\b(?:{'|'.join(_GREEK)})\b", re.IGNORECASE)
_LATIN = str.maketrans(dict(zip("\u03b1\u03b2\u03b3\u03b4\u03ba\u03bb", _GREEK.values(), strict=True)))


@dataclass(frozen=True)
class Broken:
    """A rule that a claim breaks, the word at fault, and whether the cited sentences say otherwise."""

    fault: Fault
    at_fault: str = ""
    contradicts: bool = False


Rule = Callable[[str, Attribution], Broken | None]


def broken_rules(claim: str, attribution: Attribution) -> Iterator[Broken]:
    """The rules that a claim breaks against the sentences that it would cite, the gravest first."""
    rules: tuple[Rule, ...] = (_opposite, _number, _referent, _apart, _name, _subject, _strength)
    return filter(None, (rule(claim, attribution) for rule in rules))


def _opposite(claim: str, attribution: Attribution) -> Broken | None:
    against = opposed(claim, attribution.text) or needs_what_is_absent(claim, attribution.paper.abstract)
    if against:
        return Broken("opposite", contradicts=True)
    unsaid = (of_another_kind, only_asks, only_sets_aside, denies_the_unsaid)
    return Broken("unsaid") if any(rule(claim, attribution.text) for rule in unsaid) else None


def _number(claim: str, attribution: Attribution) -> Broken | None:
    missing = missing_quantities(claim, attribution.text)
    if not missing:
        strange = _missing_digits(claim, attribution.text)
        return Broken("number", strange[0]) if strange else None
    rivals = rival_quantities(claim, attribution.text, attribution.paper)
    return Broken("number", str(missing[0]), contradicts=any(quantity in rivals for quantity in missing))


def _missing_digits(claim: str, cited: str) -> list[str]:
    """The names that begin with a digit or hold one after another (3D, Llama-2-7B), where it is not cited."""
    known = set(_DIGITS.findall(cited))
    names = [word for word in words(claim) if not quantities(word)]
    return [name for name in names if not set(_STANDING_DIGITS.findall(name)) <= known]


def _referent(claim: str, attribution: Attribution) -> Broken | None:
    misplaced = misplaced_quantities(claim, attribution.text, attribution.paper)
    return Broken("referent", str(misplaced[0])) if misplaced else None


def _apart(claim: str, attribution: Attribution) -> Broken | None:
    """A figure that the claim gives to one thing of the abstract, where its sentence is about another."""
    paper = attribution.paper
    names = [name for name in names_in(claim) if not _is_titled(name, paper) and _known(name, paper.abstract)]
    for figure in figures(claim) if names else ():
        holding = " ".join(s.text for s in attribution.sentences if _holds(s.text, figure))
        near = any(_known(name, holding) for name in names) or _is_of_ours(names, holding, paper)
        if holding and not near and any(_is_elsewhere(name, holding, paper) for name in names):
            return Broken("referent", str(figure))
    return None


def _is_of_ours(names: Sequence[str], sentence: str, paper: Paper) -> bool:
    """Whether a sentence that names nothing is about a thing that the abstract calls its authors' own."""
    names_nothing = not any(map(is_name, words(sentence)))
    return names_nothing and bool(_OURS.search(sentence)) and any(_is_called_ours(it, paper) for it in names)


def _is_elsewhere(name: str, sentence: str, paper: Paper) -> bool:
    """Whether a sentence that does not hold a name is about another thing than the one of that name."""
    if is_coined(name, paper):
        return bool(_leading_name(sentence))
    return not (_OURS.search(sentence) and _is_called_ours(name, paper))


def _is_called_ours(name: str, paper: Paper) -> bool:
    """Whether an abstract speaks of a thing as its authors' own: our submission Vega."""
    return bool(
        re.search(rf"\bour\b(?:\W+[\w'’-]+){{0,4}}?\W+{re.escape(name)}\b", paper.abstract, re.IGNORECASE)
    )


def _holds(sentence: str, figure: Quantity) -> bool:
    return any(figure.agrees_with(other) for other in quantities(sentence))


def _is_own(name: str, paper: Paper) -> bool:
    """Whether a name is the paper's own, by which any of its sentences may be meant."""
    return _is_titled(name, paper) or is_coined(name, paper)


def _is_titled(name: str, paper: Paper) -> bool:
    """Whether a name stands in the paper's title, in full or short."""
    of_title = runs(paper.title) | initialisms(paper.title) | set(expansions(paper.abstract))
    return folded(name) in of_title or name in of_title


def _name(claim: str, attribution: Attribution) -> Broken | None:
    paper = attribution.paper
    unknown = _addresses(claim, paper) or _unknown_names(claim, paper)
    return Broken("name", unknown[0]) if unknown else None


def _unknown_names(claim: str, paper: Paper) -> list[str]:
    """The names of a claim that its paper holds nowhere: not in its authors or venue, nor part by part."""
    strange = strangers(claim, paper)
    if not strange:
        return []
    about = f"{paper.title} {paper.abstract} {' '.join(paper.authors)} {paper.venue or ''}"
    known = runs(_in_latin(about)) | initialisms(_in_latin(about))
    known |= _LANGUAGE_MODELS if known & {*_LANGUAGE_MODELS, "languagemodel"} else set()
    return [name for name in strange if not _named_parts(_in_latin(name)) <= known]


def _named_parts(name: str) -> set[str]:
    """The parts of a compound that are names themselves: HIV of HIV-positive."""
    parts = [part for part in _JOINT.split(name) if part]
    return {folded(part) for part in parts if not part.islower()} or {folded(part) for part in parts}


def _in_latin(text: str) -> str:
    """A text whose Greek letters, and their names, are their Latin ones: NF-κB is NF-kB."""
    return _GREEK_NAME.sub(lambda found: _GREEK[found[0].casefold()], text.translate(_LATIN))


def _subject(claim: str, attribution: Attribution) -> Broken | None:
    """A sentence that begins with another name than the claim, and neither knows the other's."""
    cited, ours = attribution.text, _leading_name(claim)
    theirs = [_leading_name(sentence.text) for sentence in attribution.sentences]
    if not ours or not all(theirs) or _known(ours, f"{cited} {attribution.paper.title}"):
        return None
    return None if any(_known(name, claim) for name in theirs) else Broken("subject", theirs[0])


def _strength(claim: str, attribution: Attribution) -> Broken | None:
    word = overstated(claim, attribution.text)
    return Broken("strength", word) if word else None


def other_subject(attribution: Attribution, *known: str) -> str:
    """The name that the cited sentences begin with, where none is its paper's own or known; else empty."""
    paper = attribution.paper
    leading = [_leading_name(sentence.text) for sentence in attribution.sentences]
    other = [
        name
        for name in leading
        if name
        and folded(name) not in COMMON_NAMES
        and not _is_own(name, paper)
        and not any(_known(name, text) for text in known)
    ]
    return other[0] if len(other) == len(leading) else ""


def _leading_name(sentence: str) -> str:
    """The name that a sentence begins with, after "However,"; empty where it begins otherwise."""
    first = next(iter(words(_JOINS.sub("", sentence))), "")
    return first if is_name(first) else ""


def _known(name: str, text: str) -> bool:
    return folded(name) in runs(text) or folded(name) in initialisms(text) or name in names_in(text)


def _addresses(claim: str, paper: Paper) -> list[str]:
    return [address for address in _ADDRESS.findall(claim) if address not in paper.abstract]
