"""BibTeX, by `bibtexparser`: letters as they are, what LaTeX would obey escaped."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from corpus.paper import Paper

if TYPE_CHECKING:
    from bibtexparser.model import Entry

_NO_KEY = re.compile(r"[^\w.:/+-]")
_AND = re.compile(r"\band\b", re.IGNORECASE)
_SEAM = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|^(?=@)", re.MULTILINE)
_ESCAPED = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "\n": "\n\n",
        **{letter: f"\\{letter}" for letter in "&%$#_"},
    }
)


def written(papers: Iterable[Paper]) -> Iterator[str]:
    """The entries of a file. Their keys are the papers' ids, with a dash for what a key cannot hold."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library

    for paper in papers:
        yield write_string(Library([_entry(paper)]))


def _entry(paper: Paper) -> "Entry":
    from bibtexparser.model import Entry, Field

    fields = [Field(name, value) for name, value in _fields(paper).items() if value]
    return Entry("article" if paper.venue else "misc", _NO_KEY.sub("-", paper.id), fields)


def _fields(paper: Paper) -> Mapping[str, str]:
    return {
        "title": f"{{{_plain(paper.title)}}}",
        "author": " and ".join(map(_name, paper.authors)),
        "year": str(paper.year or ""),
        "journal": _plain(paper.venue or ""),
        "url": _plain(paper.url or ""),
        "abstract": _plain(paper.abstract),
    }


def _name(author: str) -> str:
    """A name; in braces where BibTeX would take it for several, or turn it round."""
    plain = _plain(author)
    return f"{{{plain}}}" if "," in author or _AND.search(author) else plain


def _plain(text: str) -> str:
    """Text that LaTeX prints as it stands.

    It makes a dash of two hyphens that nothing keeps apart, and only an empty line begins a paragraph;
    BibTeX counts braces, those that are escaped too, and may take a line's first @ for an entry.
    """
    return _SEAM.sub("{}", text.translate(_ESCAPED))
