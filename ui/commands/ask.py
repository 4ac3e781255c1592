"""`footnote ask`: one question, one answer."""

from typing import Annotated

import typer

from ui.terminal.options import AsJson, LibraryName


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
) -> None:
    """Answer a question from the abstracts, with checked footnotes."""
    from rag.assistant import checked_question
    from ui.terminal.answering import print_answer, watched
    from ui.terminal.assistants import assistant_of, prepare
    from ui.terminal.input import argument_or_input
    from ui.terminal.output import print_json
    from ui.terminal.progress import showing_progress

    asked = checked_question(argument_or_input(question))
    with assistant_of(library, strictness=strictness) as assistant:
        with showing_progress() as report:
            prepare(assistant, report)
        answer = watched(assistant.stream(asked), asked, papers=assistant.papers)
    if as_json:
        print_json(answer.to_dict())
    else:
        print_answer(answer)
