"""`footnote export`: papers out into a file."""

from enum import StrEnum
from typing import Annotated

import typer

from ui.terminal.options import Author, LibraryName, Venue, Year


class Ending(StrEnum):
    """The formats, by the usual ending of a file's name."""

    JSONL = "jsonl"
    BIB = "bib"
    RIS = "ris"


def export(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="Where to; its ending tells the format. - is the output.")
    ] = "-",
    form: Annotated[
        Ending | None, typer.Option("--format", "-f", help="JSON Lines, BibTeX or RIS.", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    library: LibraryName = None,
    year: Year = None,
    venue: Venue = None,
    author: Author = None,
) -> None:
    """Write the papers of a library as JSON Lines, BibTeX or RIS.

    JSON Lines keep every field as it is; adding them again changes nothing.
    """
    from contextlib import closing

    from corpus.filters import Filters
    from rag.libraries import open_library
    from ui.terminal.exporting import ending_of, write
    from ui.terminal.settings import settings_in_use

    filters = Filters.of(year=year, venue=venue, author=author)
    ending = form or ending_of(file)
    with closing(open_library(settings_in_use(), library)) as held:
        write(held.papers(filters), file, ending, force=force)
