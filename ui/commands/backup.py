"""`footnote backup`: a copy of a library."""

from typing import Annotated

import typer

from ui.terminal.options import LibraryName


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to; an older backup is replaced.")],
    library: LibraryName = None,
) -> None:
    """Copy a library, as it is now, into one file.

    Others may ask and add meanwhile. Everything is in the copy, the embeddings too.
    """
    from contextlib import closing

    from rag.libraries import open_library
    from ui.terminal.output import Output
    from ui.terminal.progress import bytes_of, showing_progress
    from ui.terminal.settings import settings_in_use

    with closing(open_library(settings_in_use(), library)) as held, showing_progress() as report:
        held.backup(file, report=bytes_of("Copying", report))
        Output().write(f"{held.name}, {len(held):,} papers, is copied to {file}.")
