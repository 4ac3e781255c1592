"""A conversation as a document: what was asked and answered, over one list of numbered references."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.paper import Paper
from rag.values import Claim
from ui.conversation import Conversation, Turn
from ui.prose import paragraphs

NO_ANSWER = "There is no answer to this question."


@dataclass(frozen=True)
class Reference:
    """A cited paper, its number in the document, and the sentences of it that were cited."""

    number: int
    paper: Paper
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer, and the numbers of the references that it rests on."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Section:
    """A question, and the paragraphs of what was said to it."""

    question: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True)
class Document:
    """A conversation under its name."""

    name: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]


def document(name: str, conversation: Conversation) -> Document:
    """The conversation, each cited paper under one number throughout, in order of appearance."""
    references = _references(conversation)
    numbers = {reference.paper.id: reference.number for reference in references}
    return Document(name, tuple(_section(turn, numbers) for turn in conversation), references)


def cited_papers(conversation: Conversation) -> tuple[Paper, ...]:
    """The papers that the conversation cites, in the order in which they are first cited."""
    return tuple(reference.paper for reference in _references(conversation))


def _references(conversation: Conversation) -> tuple[Reference, ...]:
    cited: dict[str, tuple[Paper, dict[str, None]]] = {}
    for citation in (c for turn in conversation for claim in turn.claims for c in claim.citations):
        _, quotes = cited.setdefault(citation.paper.id, (citation.paper, {}))
        quotes[citation.quote] = None
    return tuple(
        Reference(number, paper, tuple(quotes))
        for number, (paper, quotes) in enumerate(cited.values(), start=1)
    )


def _section(turn: Turn, numbers: Mapping[str, int]) -> Section:
    if turn.claims:
        grouped = paragraphs(turn.answer) if turn.answer else (turn.claims,)
        said = tuple(tuple(_sentence(claim, numbers) for claim in paragraph) for paragraph in grouped)
    else:
        said = ((Sentence(turn.answer.text if turn.answer else NO_ANSWER),),)
    return Section(turn.question, said)


def _sentence(claim: Claim, numbers: Mapping[str, int]) -> Sentence:
    return Sentence(claim.shown, tuple(sorted({numbers[citation.paper.id] for citation in claim.citations})))
