"""`footnote doctor`: is everything in order?"""

from functools import partial
from typing import Annotated

import typer

from ui.terminal.options import LibraryName


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="First repair the library that is in use, and its index.")
    ] = False,
    library: LibraryName = None,
) -> None:
    """Show what is in use, and how to mend what is not in order.

    Nothing is fetched, and nothing changed unless a repair is asked for. A library is mended from its own
    papers; one whose file is broken is set aside, and what can be read of it goes into a new file. The
    exit status is 1 when something is wrong.
    """
    from ui.diagnosis.diagnosis import diagnose
    from ui.diagnosis.repair import repair as repaired
    from ui.terminal.findings import print_finding
    from ui.terminal.output import Output
    from ui.terminal.progress import showing_progress
    from ui.terminal.settings import settings_in_use

    output, states = Output(), set()
    settings = partial(settings_in_use, library=library)
    if repair:
        with showing_progress() as report:
            for finding in repaired(settings(), report):
                print_finding(output, finding)
    for finding in diagnose(settings):
        print_finding(output, finding)
        states.add(finding.state)
    raise typer.Exit(int("wrong" in states))
