"""Papers and answers as a researcher writes them down."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from corpus.paper import Paper
from rag.values import Answer, Source

AUTHORS_SHOWN = 3


def web_address(paper: Paper) -> str | None:
    """The paper's address, if it is one that a browser may be sent to (http or https)."""
    try:
        parts = urlsplit(paper.url or "")
    except ValueError:
        return None
    return paper.url if parts.scheme in {"http", "https"} and parts.hostname else None


def host(address: str) -> str:
    """The name of the site that an address leads to."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def authors(paper: Paper) -> str:
    """The authors; of more than three, the first and "et al."."""
    if len(paper.authors) > AUTHORS_SHOWN:
        return f"{paper.authors[0]} et al."
    return ", ".join(paper.authors)


def imprint(paper: Paper) -> str:
    """Authors, venue and year, as far as they are known, on one line."""
    return " · ".join(part for part in (authors(paper), paper.venue, str(paper.year or "")) if part)


def reference(source: Source) -> str:
    """One line of a list of references: number, authors, year, title, venue, address."""
    paper = source.paper
    names = authors(paper)
    year = f"({paper.year})" if paper.year else ""
    by = " ".join(part for part in (names, year) if part)
    parts = (by, paper.title.rstrip("."), paper.venue, web_address(paper))
    return f"[{source.number}] " + ". ".join(part for part in parts if part)


def with_references(text: str, sources: Sequence[Source]) -> str:
    """A text with its numbered references below."""
    return "\n\n".join(part for part in (text, "\n".join(map(reference, sources))) if part)


def copy_text(answer: Answer) -> str:
    """What is worth pasting elsewhere: the answer and its references."""
    return with_references(answer.text, answer.sources)
