"""`footnote add`: papers into a library."""

from typing import Annotated

import typer

from ui.terminal.options import LibraryName


def add(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Files, archives or folders of papers.")
    ],
    library: LibraryName = None,
    sync: Annotated[
        bool, typer.Option("--sync", help="Remove the papers of the library that are in none of the files.")
    ] = False,
) -> None:
    """Add the papers of files to a library, and index them.

    A file may be BibTeX, RIS, CSV or TSV with a header, JSON or JSON Lines (Semantic Scholar, OpenAlex,
    Crossref, the arXiv snapshot, or fields named id, title, abstract), XML of PubMed, of the ACL
    Anthology or of arXiv's interface, or a page of trending papers, compressed or not; a folder may also
    hold a text file for each paper.

    The library is made if it is not there. A paper that is there already costs nothing; other content
    under its identifier replaces the old; one that is there under another identifier is merged with it,
    and the fuller record is kept. A record that cannot be used is told with its line, and the others
    are added. Each 500 papers are kept before the next are taken: what was interrupted goes on from
    there when it is run again.
    """
    from contextlib import closing

    from rag.assistant import Assistant
    from rag.libraries import library_to_fill
    from ui.terminal.filling import Filling
    from ui.terminal.progress import showing_progress
    from ui.terminal.settings import settings_in_use

    settings = settings_in_use()
    with closing(Assistant(library_to_fill(settings, library), settings=settings)) as assistant:
        filling = Filling(assistant.library)
        with showing_progress() as report:
            filling.add(files, report)
        if sync:
            filling.take_out_the_others()
        filling.print_summary()
        with showing_progress() as report:
            assistant.prepare_search(report)
    raise typer.Exit(filling.status)
