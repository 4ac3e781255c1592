"""`footnote restore`: a library, as a backup holds it."""

from typing import Annotated

import typer

from ui.terminal.options import LibraryName


def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `footnote backup` wrote.")],
    library: LibraryName = None,
) -> None:
    """Put a library back as a backup holds it.

    What was added since the backup is gone then. Others may ask meanwhile: they see the library as it was
    until all of it is back. A library that is too damaged to be opened is set aside.
    """
    from contextlib import closing

    from corpus.library import Library
    from corpus.restoring import restore as put_back
    from rag.libraries import library_path
    from ui.terminal.output import Output
    from ui.terminal.progress import bytes_of, showing_progress
    from ui.terminal.settings import settings_in_use

    settings = settings_in_use()
    path = library_path(settings, library or settings.library)
    with showing_progress() as report:
        put_back(path, file, report=bytes_of("Restoring", report))
    with closing(Library.open(path)) as held:
        Output().write(f"{held.name} is restored: it holds {len(held):,} papers.")
