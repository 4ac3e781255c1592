"""A document as Markdown. Whatever people, papers and models wrote stays text in it."""

import re

from ui.exports.document import Document, Reference, Section, Sentence
from ui.references import imprint, web_address

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>#!|&$~])")
_LIST_MARKER = re.compile(r"^(\d*)([.)=+-])")


def markdown(document: Document) -> str:
    """The document: a heading for each question, markers in brackets, references below."""
    parts = [f"# {_text(document.name)}", *map(_section, document.sections)]
    if document.references:
        parts += ["## References", *map(_reference, document.references)]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    said = (" ".join(map(_sentence, paragraph)) for paragraph in section.paragraphs)
    return "\n\n".join([f"## {_text(section.question)}", *said])


def _sentence(sentence: Sentence) -> str:
    return " ".join([_text(sentence.text), *(f"\\[{number}\\]" for number in sentence.numbers)])


def _reference(reference: Reference) -> str:
    paper = reference.paper
    told = (f"**{_text(paper.title)}**", _text(imprint(paper)), _text(web_address(paper) or ""))
    quotes = (f"> {_text(quote)}" for quote in reference.quotes)
    return "\n\n".join([f"\\[{reference.number}\\] " + ". ".join(filter(None, told)), *quotes])


def _text(text: str) -> str:
    """A text on one line in which no character has a meaning of its own."""
    return _LIST_MARKER.sub(r"\1\\\2", _PUNCTUATION.sub(r"\\\1", " ".join(text.split())))
