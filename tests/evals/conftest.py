"""Small papers, questions and answers that the tests of the suite are made of."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.paper import Paper
from evals.case import Case
from evals.question import GoldSentence, Question
from rag.values import Answer, Citation, Claim, Evidence

LEMO = Paper(
    id="lemo",
    title="LeMo: Enabling Less Token Involvement",
    abstract="LeMo fine-tunes on long contexts. It cuts memory by 1.93x. It is 1.36x faster.",
)
DYMU = Paper(
    id="dymu",
    title="DyMU: Dynamic Merging",
    abstract="DyMU merges tokens. It removes 32%-85% of them. It needs no training.",
)
PLAIN = Question(
    id="q",
    type="number",
    question="How much memory does LeMo save?",
    history=(),
    statuses=("answered",),
    papers=("lemo",),
    sentences=(GoldSentence("lemo", "It cuts memory by 1.93x."),),
    facts=(("1.93",),),
    forbidden=(),
    extra_papers=(),
)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings as they are without an environment, and a home of the test's own."""
    for name in os.environ:
        if name.startswith(("FOOTNOTE_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path / "home"))


def _cite(paper: Paper, quote: str, number: int = 1) -> Citation:
    start = paper.abstract.index(quote)
    return Citation(number, paper, quote, start, start + len(quote))


def _show(paper: Paper, text: str) -> Evidence:
    start = paper.abstract.index(text)
    return Evidence(paper, text, start, start + len(text), 1.0)


@pytest.fixture(scope="session")
def lemo() -> Paper:
    return LEMO


@pytest.fixture(scope="session")
def dymu() -> Paper:
    return DYMU


@pytest.fixture(scope="session")
def papers() -> dict[str, Paper]:
    return {paper.id: paper for paper in (LEMO, DYMU)}


@pytest.fixture(scope="session")
def cite() -> Callable[..., Citation]:
    return _cite


@pytest.fixture(scope="session")
def show() -> Callable[..., Evidence]:
    return _show


@pytest.fixture(scope="session")
def ask() -> Callable[..., Question]:
    """A plain question, with what is different about it."""
    return lambda **changes: replace(PLAIN, **changes)


@pytest.fixture(scope="session")
def answer() -> Callable[..., Answer]:
    """An answer of claims, each (text, citations), whose text is theirs with markers."""

    def build(*claims: tuple[str, tuple[Citation, ...]], **changes: Any) -> Answer:
        made = tuple(Claim(text, "supported", citations) for text, citations in claims)
        text = " ".join(f"{c.text} {' '.join(f'[{n.number}]' for n in c.citations)}".strip() for c in made)
        return replace(Answer(status="answered", text=text, claims=made), **changes)

    return build


@pytest.fixture(scope="session")
def case(papers: dict[str, Paper]) -> Callable[..., Case]:
    """A case about the two papers."""

    def build(question: Question = PLAIN, answer: Answer | None = None, **changes: Any) -> Case:
        given = answer or Answer(status="answered", text="")
        return Case(question, given, {**papers, **{p.id: p for p in question.extra_papers}}, **changes)

    return build
