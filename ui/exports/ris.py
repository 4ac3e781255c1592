"""Papers as RIS, which reference managers import, from what is known of them and nothing else.

What kind of publication a paper is, its metadata does not say: each has the type GEN, "generic".
"""

from collections.abc import Iterator, Sequence

from corpus.paper import Paper
from ui.exports.names import family_first
from ui.references import web_address


def ris(papers: Sequence[Paper]) -> str:
    """The papers as a RIS file, in UTF-8."""
    return "".join(_record(paper) for paper in papers)


def _record(paper: Paper) -> str:
    lines = (f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _fields(paper) if value.strip())
    return f"TY  - GEN\r\n{''.join(lines)}ER  - \r\n\r\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TI", paper.title
    for name in paper.authors:
        yield "AU", family_first(name)
    yield "PY", str(paper.year or "")
    yield "T2", paper.venue or ""
    yield "UR", web_address(paper) or ""
    yield "AB", paper.abstract
