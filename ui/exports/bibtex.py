"""Papers as BibTeX, from what is known of them and nothing else.

What kind of publication a paper is, its metadata does not say: each is `@misc`, and its venue stands
under `howpublished`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, count
from string import ascii_lowercase

from corpus.paper import Paper
from ui.exports.names import family
from ui.references import web_address

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}
_ESCAPES = str.maketrans(_SPECIAL)
_ARXIV = re.compile(r"https?://arxiv\.org/abs/([\w.\-/]+?)(?:v\d+)?/?$")
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)$")
_SMALL_WORDS = {"a", "an", "the", "on", "of", "in", "for", "to", "and", "with", "towards"}


def bibtex(papers: Sequence[Paper]) -> str:
    """The papers as a BibTeX file, in UTF-8."""
    return "\n".join(_entry(key, paper) for key, paper in zip(_keys(papers), papers, strict=True))


def _entry(key: str, paper: Paper) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(paper) if value)
    return f"@misc{{{key},\n{fields}}}\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    address = web_address(paper) or ""
    yield "title", f"{{{_escaped(paper.title)}}}"
    yield "author", " and ".join(map(_author, paper.authors))
    yield "year", str(paper.year or "")
    yield "howpublished", _escaped(paper.venue or "")
    if arxiv := _ARXIV.match(address):
        yield "eprint", arxiv[1]
        yield "archiveprefix", "arXiv"
    if doi := _DOI.match(address):
        yield "doi", _verbatim(doi[1])
    yield "url", _verbatim(address)


def _author(name: str) -> str:
    escaped = _escaped(name)
    return f"{{{escaped}}}" if " and " in f" {name} ".lower() else escaped


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)


def _verbatim(address: str) -> str:
    """An address as it is, but for what would end or escape a field."""
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _keys(papers: Sequence[Paper]) -> Iterator[str]:
    """Family name, year and first telling word; where two are equal, a letter or number more."""
    taken: set[str] = set()
    for paper in papers:
        key = _key(paper)
        endings = chain(("", *ascii_lowercase[1:]), map(str, count(2)))
        free = next(key + ending for ending in endings if key + ending not in taken)
        taken.add(free)
        yield free


def _key(paper: Paper) -> str:
    first = family(paper.authors[0]) if paper.authors else ""
    words = re.findall(r"\w+", paper.title.lower())
    telling = next((word for word in words if word not in _SMALL_WORDS), "")
    return _plain(f"{first.lower()}{paper.year or ''}{telling}") or "paper"


def _plain(text: str) -> str:
    """The letters and digits of a text without their accents."""
    return re.sub(r"[^A-Za-z0-9]", "", unicodedata.normalize("NFKD", text))
