"""The rules that a claim must keep, whatever a model thinks: its numbers, names, direction, strength."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.paper import Paper
from rag.names import folded, initialisms, is_name, names_in, runs, strangers
from rag.text import words
from rag.verification.attribution import Attribution
from rag.verification.polarity import opposed
from rag.verification.quantities import missing_quantities
from rag.verification.referents import misplaced_quantities, rival_quantities
from rag.verification.strength import overstated

Fault = Literal["empty", "number", "referent", "name", "subject", "strength", "opposite", "unsaid", "echo"]

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\"']+[^\s<>()\"'.,;:!?]")


@dataclass(frozen=True)
class Broken:
    """A rule that a claim breaks, the word at fault, and whether the cited sentences say otherwise."""

    fault: Fault
    at_fault: str = ""
    contradicts: bool = False


Rule = Callable[[str, Attribution], Broken | None]


def broken_rules(claim: str, attribution: Attribution) -> Iterator[Broken]:
    """The rules that a claim breaks against the sentences that it would cite, the gravest first."""
    rules: tuple[Rule, ...] = (_opposite, _number, _referent, _name, _subject, _strength)
    return filter(None, (rule(claim, attribution) for rule in rules))


def _opposite(claim: str, attribution: Attribution) -> Broken | None:
    return Broken("opposite", contradicts=True) if opposed(claim, attribution.text) else None


def _number(claim: str, attribution: Attribution) -> Broken | None:
    missing = missing_quantities(claim, attribution.text)
    if not missing:
        return None
    rivals = rival_quantities(claim, attribution.text, attribution.paper)
    return Broken("number", str(missing[0]), contradicts=any(quantity in rivals for quantity in missing))


def _referent(claim: str, attribution: Attribution) -> Broken | None:
    misplaced = misplaced_quantities(claim, attribution.text, attribution.paper)
    return Broken("referent", str(misplaced[0])) if misplaced else None


def _name(claim: str, attribution: Attribution) -> Broken | None:
    paper = attribution.paper
    about = runs(f"{' '.join(paper.authors)} {paper.venue}") if paper.authors or paper.venue else set()
    unknown = [name for name in strangers(claim, paper) if folded(name) not in about]
    unknown = [*_addresses(claim, paper), *unknown]
    return Broken("name", unknown[0]) if unknown else None


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


def _leading_name(sentence: str) -> str:
    """The name that a sentence begins with; empty where it begins otherwise."""
    first = next(iter(words(sentence)), "")
    return first if is_name(first) else ""


def _known(name: str, text: str) -> bool:
    return folded(name) in runs(text) or folded(name) in initialisms(text) or name in names_in(text)


def _addresses(claim: str, paper: Paper) -> list[str]:
    return [address for address in _ADDRESS.findall(claim) if address not in paper.abstract]
