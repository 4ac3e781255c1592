"""Papers and libraries in the terminal."""

from collections.abc import Iterable, Sequence
from contextlib import closing

from corpus.errors import LibraryError
from corpus.library import Library
from corpus.paper import Paper
from rag.libraries import BUILT_IN, library_path
from rag.settings import Settings
from ui.references import imprint, web_address
from ui.status import counted
from ui.terminal.output import Output

INDENT = 4


def print_list(papers: Iterable[Paper]) -> None:
    """Print papers, numbered from 1."""
    output = Output()
    for number, paper in enumerate(papers, start=1):
        print_paper(output, paper, f"{number:>2}. ")


def print_catalogue(papers: Iterable[Paper]) -> None:
    """Print papers, numbered from 1, each with the id that it has in its library."""
    output = Output()
    for number, paper in enumerate(papers, start=1):
        print_paper(output, paper, f"{number:>2}. ")
        output.write(f"id {paper.id}", "dim", indent=INDENT)


def absent_from(library: Library, ids: Sequence[str]) -> list[str]:
    """The ids that no paper of a library has."""
    there = library.get_many(ids)
    return [id_ for id_ in ids if id_ not in there]


def print_paper(output: Output, paper: Paper, label: str) -> None:
    """Print a paper's title after a label, and below it what else is known: authors, venue, year, address."""
    output.pieces([(label, "dim"), (paper.title, "bold")])
    known = " · ".join(part for part in (imprint(paper), web_address(paper)) if part)
    if known:
        output.write(known, "dim", indent=INDENT)


def holding(settings: Settings, name: str) -> str:
    """What a library holds, or why nobody can tell, in one line. Nothing is written or made."""
    path = library_path(settings, name)
    if not path.exists():
        return "built in, made when it is first asked" if name == BUILT_IN else "not there"
    try:
        with closing(Library.open(path)) as library:
            return counted(len(library), "paper")
    except LibraryError as error:
        return str(error)
