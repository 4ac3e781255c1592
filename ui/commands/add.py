"""`footnote add`: papers into a library."""

from typing import Annotated

import typer

from ui.terminal.options import LibraryName


def add(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="JSON Lines, or a page of trending papers.")
    ],
    library: LibraryName = None,
) -> None:
    """Add the papers of files to a library, and index them.

    The library is made if it is not there. A paper that is there already costs
    nothing; other content under its identifier replaces the old. A record that cannot be used is told
    with its line, and the others are added.
    """
    from contextlib import closing

    from rag.assistant import Assistant
    from ui.terminal.filling import Filling, library_to_fill
    from ui.terminal.progress import showing_progress
    from ui.terminal.settings import settings_in_use

    settings = settings_in_use()
    with closing(Assistant(library_to_fill(settings, library), settings=settings)) as assistant:
        filling = Filling(assistant.library)
        with showing_progress() as report:
            filling.add(files, report)
        filling.print_summary()
        with showing_progress() as report:
            assistant.prepare_search(report)
    raise typer.Exit(filling.status)
