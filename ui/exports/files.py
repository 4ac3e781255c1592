"""An export as a file that the browser saves."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypedDict

from ui.conversation import Conversation
from ui.errors import UnknownExportError
from ui.exports.bibtex import bibtex
from ui.exports.document import cited_papers, document
from ui.exports.html import html
from ui.exports.markdown import markdown
from ui.exports.ris import ris

LONGEST_STEM = 60


class File(TypedDict):
    """A file: what it is called, its media type, and its text."""

    name: str
    type: str
    text: str


class Format(NamedTuple):
    """A format: what people call it, the ending of its files, their media type, and how one is written."""

    label: str
    ending: str
    type: str
    write: Callable[[str, Conversation], str]


def _as_markdown(name: str, conversation: Conversation) -> str:
    return markdown(document(name, conversation))


def _as_html(name: str, conversation: Conversation) -> str:
    return html(document(name, conversation))


def _as_bibtex(_: str, conversation: Conversation) -> str:
    return bibtex(cited_papers(conversation))


def _as_ris(_: str, conversation: Conversation) -> str:
    return ris(cited_papers(conversation))


FORMATS: Mapping[str, Format] = {
    "markdown": Format("Markdown", "md", "text/markdown", _as_markdown),
    "html": Format("HTML", "html", "text/html", _as_html),
    "bibtex": Format("Cited papers, BibTeX", "bib", "application/x-bibtex", _as_bibtex),
    "ris": Format("Cited papers, RIS", "ris", "application/x-research-info-systems", _as_ris),
}


def exported(format_name: str, name: str, conversation: Conversation) -> File:
    """The conversation as a file in a format.

    Raises:
        UnknownExportError: there is no such format.
    """
    if format_name not in FORMATS:
        raise UnknownExportError(
            f"A conversation cannot be exported as “{format_name}”.", remedy=f"Choose {', '.join(FORMATS)}."
        )
    chosen = FORMATS[format_name]
    text = chosen.write(name, conversation)
    return File(name=f"{_stem(name)}.{chosen.ending}", type=chosen.type, text=text)


def _stem(name: str) -> str:
    """A name that every file system takes."""
    return "-".join(re.findall(r"\w+", name))[:LONGEST_STEM].strip("-_").lower() or "conversation"
