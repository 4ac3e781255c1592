"""`footnote check`: any text, held against the abstracts."""

from typing import Annotated

import typer

from ui.terminal.options import AsJson, LibraryName


def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file; - reads standard input.")],
    as_json: AsJson = False,
    library: LibraryName = None,
) -> None:
    """Hold each sentence of a text against the abstracts.

    What they support gets a footnote; what they contradict or do not say is told.
    """
    from ui.terminal.assistants import assistant_of, prepare
    from ui.terminal.checking import print_claims, print_claims_as_json, reported_where_long
    from ui.terminal.input import file_or_input
    from ui.terminal.output import Output
    from ui.terminal.progress import showing_progress

    text = file_or_input(file)
    with assistant_of(library) as assistant, showing_progress() as report:
        prepare(assistant, report)
        report.clear()
        if assistant.notice:
            Output(stderr=True).write(assistant.notice, "yellow")
        claims = assistant.check_each(text, report=reported_where_long(report))
        print_claims_as_json(claims) if as_json else print_claims(claims)
