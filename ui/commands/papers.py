"""`footnote papers`: what a library holds."""

from ui.terminal.options import AsJson, LibraryName


def papers(as_json: AsJson = False, library: LibraryName = None) -> None:
    """List the papers of a library."""
    from contextlib import closing

    from rag.libraries import open_library
    from ui.terminal.output import print_json
    from ui.terminal.papers import print_list
    from ui.terminal.settings import settings_in_use

    with closing(open_library(settings_in_use(), library)) as held:
        if as_json:
            print_json([paper.to_dict() for paper in held.papers()])
        else:
            print_list(held.papers())
