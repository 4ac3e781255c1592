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
    from ui.terminal.checking import print_claim
    from ui.terminal.input import file_or_input
    from ui.terminal.output import Output, print_json
    from ui.terminal.progress import showing_progress

    text = file_or_input(file)
    with assistant_of(library) as assistant:
        with showing_progress() as report:
            prepare(assistant, report)
        claims = assistant.check_each(text)
        if as_json:
            print_json([claim.to_dict() for claim in claims])
            return
        output = Output()
        for claim in claims:
            print_claim(output, claim)
