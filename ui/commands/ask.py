"""`footnote ask`: one question, one answer."""

from typing import Annotated

import typer

from ui.terminal.options import AsJson, Author, LibraryName, Venue, Year


def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="In English; - reads it from standard input.")
    ],
    as_json: AsJson = False,
    library: LibraryName = None,
    strictness: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="From 0 (answer where possible) to 1 (refuse when in doubt)."),
    ] = None,
    year: Year = None,
    venue: Venue = None,
    author: Author = None,
) -> None:
    """Answer a question from the abstracts, with checked footnotes."""
    from corpus.filters import Filters
    from rag.assistant import checked_question
    from ui.terminal.answering import print_answer, watched
    from ui.terminal.assistants import assistant_of, prepare
    from ui.terminal.input import argument_or_input
    from ui.terminal.output import print_json
    from ui.terminal.progress import showing_progress

    filters = Filters.of(year=year, venue=venue, author=author)
    asked = checked_question(argument_or_input(question))
    with assistant_of(library, strictness=strictness) as assistant:
        with showing_progress() as report:
            prepare(assistant, report)
        papers = None if filters else assistant.papers
        answer = watched(assistant.stream(asked, filters=filters), asked, papers=papers)
    if as_json:
        print_json(answer.to_dict())
    else:
        print_answer(answer)
