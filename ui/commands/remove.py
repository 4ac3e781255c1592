"""`footnote remove`: papers out of a library."""

from typing import Annotated

import typer

from ui.terminal.options import LibraryName


def remove(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="Of the papers; - reads them from standard input, one a line."),
    ],
    library: LibraryName = None,
) -> None:
    """Take papers out of a library.

    `footnote papers` shows their ids. The exit status is 1 when none of them is there.
    """
    from rag.libraries import open_library
    from ui.terminal.assistants import keep_in_step
    from ui.terminal.input import arguments_or_input
    from ui.terminal.output import Output
    from ui.terminal.papers import absent_from
    from ui.terminal.settings import settings_in_use

    settings, wanted = settings_in_use(), arguments_or_input(ids)
    with keep_in_step(open_library(settings, library), settings) as held:
        for absent in absent_from(held, wanted):
            Output(stderr=True).write(f"There is no paper {absent} in {held.name}.", "yellow")
        removed = held.remove(wanted)
        Output().write(f"{removed:,} removed; the library {held.name} holds {len(held):,} papers.")
    raise typer.Exit(int(not removed))
