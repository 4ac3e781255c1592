"""RIS, by `rispy`."""

from collections.abc import Iterable, Iterator, Mapping

from corpus.paper import Paper


def written(papers: Iterable[Paper]) -> Iterator[str]:
    """The records of a file."""
    from rispy import RisWriter

    class Unnumbered(RisWriter):  # type: ignore[misc]
        """Writes no number before a record."""

        def set_header(self, count: int) -> str:  # noqa: ARG002
            return ""

    writer = Unnumbered()
    for paper in papers:
        yield f"{writer.formats([_record(paper)]).strip()}\n\n"


def _record(paper: Paper) -> Mapping[str, object]:
    record: dict[str, object] = {
        "type_of_reference": "JOUR" if paper.venue else "GEN",
        "id": paper.id,
        "title": paper.title,
        "authors": list(paper.authors),
        "year": str(paper.year or ""),
        "journal_name": paper.venue,
        "urls": [paper.url] if paper.url else [],
        "abstract": " ".join(paper.abstract.split()),
    }
    return {name: value for name, value in record.items() if value}
