"""A question as it was read: what form of answer it asks for, and the papers it speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.paper import Paper
from rag import forms
from rag.listing_form import asks_for_papers
from rag.subjects import Subject, label


@dataclass(frozen=True)
class Reading:
    """A standalone question, what form of answer it asks for, and the papers it speaks of by name.

    `names` are what it calls these papers, or would.
    """

    question: str
    listing: bool
    comparison: bool
    asks_number: bool
    asks_absolute: bool
    asks_names: bool
    asks_work: bool
    yes_or_no: bool
    offers_choice: bool
    asks_meaning: bool
    asks_authors: bool
    subjects: tuple[Paper, ...] = ()
    names: tuple[str, ...] = ()

    @cached_property
    def unprefixed(self) -> str:
        """The question without the names that the conversation put in front."""
        return re.sub(rf"^(?:{self._any_name}(?:, |: ))+", "", self.question) if self.names else self.question

    @cached_property
    def unnamed(self) -> str:
        """The question without the names; which of a paper's sentences answers it, those do not tell."""
        named = rf"(?<!\w){self._any_name}(?!\w)\s*"
        left = re.sub(named, "", self.unprefixed, flags=re.IGNORECASE) if self.names else ""
        return left or self.question

    @property
    def _any_name(self) -> str:
        """The pattern of any of the names, which there must be."""
        return f"(?:{'|'.join(map(re.escape, self.names))})"


def read_question(question: str, subjects: Sequence[Subject] = ()) -> Reading:
    """Read a standalone question, given the papers it speaks of."""
    several = len({subject.name for subject in subjects}) > 1
    asks_work = forms.asks_for_work(question) and not any(subject.own for subject in subjects)
    return Reading(
        question,
        listing=asks_for_papers(question) and not subjects,
        comparison=(several or forms.compares(question)) and not asks_work,
        asks_number=forms.asks_number(question),
        asks_absolute=forms.asks_absolute(question),
        asks_names=forms.asks_names(question),
        asks_work=asks_work,
        yes_or_no=forms.asks_yes_or_no(question),
        offers_choice=forms.offers_choice(question),
        asks_meaning=forms.asks_meaning(question),
        asks_authors=forms.asks_for_authors(question) and bool(subjects),
        subjects=tuple(subject.paper for subject in subjects),
        names=_names(subjects),
    )


def _names(subjects: Sequence[Subject]) -> tuple[str, ...]:
    """What some papers are called, the longest first."""
    called = {name for it in subjects for name in (it.name, label(it.paper), it.paper.title)}
    return tuple(sorted(called, key=lambda name: (-len(name), name)))
