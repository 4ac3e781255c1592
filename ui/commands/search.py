"""`footnote search`: the papers that match."""

from typing import Annotated

import typer

from ui.terminal.options import AsJson, Author, LibraryName, Venue, Year


def search(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help="What the papers should be about; - reads it from standard input."
        ),
    ],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many papers at most.")] = 10,
    as_json: AsJson = False,
    library: LibraryName = None,
    year: Year = None,
    venue: Venue = None,
    author: Author = None,
) -> None:
    """Find the papers that match a query by words or meaning."""
    from corpus.filters import Filters
    from ui.terminal.assistants import assistant_of
    from ui.terminal.input import argument_or_input
    from ui.terminal.output import Output, print_json
    from ui.terminal.papers import print_list
    from ui.terminal.progress import showing_progress

    filters = Filters.of(year=year, venue=venue, author=author)
    wanted = argument_or_input(query)
    with assistant_of(library) as assistant:
        with showing_progress() as report:
            assistant.prepare_search(report)
        hits = assistant.search(wanted, limit, filters)
    if assistant.notice:
        Output(stderr=True).write(assistant.notice, "yellow")
    if as_json:
        print_json([hit.to_dict() for hit in hits])
    elif hits:
        print_list(hit.paper for hit in hits)
    else:
        Output(stderr=True).write("No paper matches.")
