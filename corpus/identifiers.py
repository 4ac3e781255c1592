"""The identifiers by which the world knows a paper: its DOI and its number at arXiv."""

import re

from corpus.paper import Paper

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}]+", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf|html)/|[.:]\s?))((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[a-z]{2})?/\d{7}))",
    re.IGNORECASE,
)
_BARE_ARXIV = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)
_ARXIV_DOI = "10.48550/arxiv."


def doi_in(text: str) -> str | None:
    """The first DOI of a text, in lower case, such as "10.18653/v1/p18-1001"."""
    found = _DOI.search(text)
    return found[0].rstrip(".,;)").lower() if found else None


def arxiv_in(text: str) -> str | None:
    """The first arXiv number of a text that calls it one or is nothing else; without its version."""
    found = _BARE_ARXIV.fullmatch(text.strip()) or _ARXIV.search(text)
    return found[1].lower() if found else None


def address_of(*, doi: str = "", arxiv: str = "") -> str | None:
    """The web address of a paper with such a DOI or arXiv number; arXiv's own DOIs lead to arXiv."""
    number = arxiv_in(arxiv) or arxiv_in(doi)
    name = doi_in(doi)
    if name and not name.startswith(_ARXIV_DOI):
        return f"https://doi.org/{name}"
    return f"https://arxiv.org/abs/{number}" if number else None


def identifiers(paper: Paper) -> tuple[str, ...]:
    """What the id and the address of a paper say of its DOI and arXiv number, such as "arxiv:2106.09685"."""
    texts = (paper.id, paper.url or "")
    arxiv = next(filter(None, map(arxiv_in, texts)), None)
    doi = next(filter(None, map(doi_in, texts)), None)
    named = (f"arxiv:{arxiv}" if arxiv else "", f"doi:{doi}" if doi and not arxiv_in(doi) else "")
    return tuple(name for name in named if name)
