"""`footnote papers`: what a library holds."""

from ui.terminal.options import AsJson, Author, LibraryName, Venue, Year


def papers(
    as_json: AsJson = False,
    library: LibraryName = None,
    year: Year = None,
    venue: Venue = None,
    author: Author = None,
) -> None:
    """List the papers of a library, with their ids."""
    from contextlib import closing

    from corpus.filters import Filters
    from rag.libraries import open_library
    from ui.terminal.output import print_json
    from ui.terminal.papers import print_catalogue
    from ui.terminal.settings import settings_in_use

    filters = Filters.of(year=year, venue=venue, author=author)
    with closing(open_library(settings_in_use(), library)) as held:
        if as_json:
            print_json([paper.to_dict() for paper in held.papers(filters)])
        else:
            print_catalogue(held.papers(filters))
