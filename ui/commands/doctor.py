"""`footnote doctor`: is everything in order?"""

import typer


def doctor() -> None:
    """Show what is in use, and how to mend what is not in order.

    Nothing is fetched. The exit status is 1 when something is wrong.
    """
    from ui.diagnosis.diagnosis import diagnose
    from ui.terminal.findings import print_finding
    from ui.terminal.output import Output

    output, states = Output(), set()
    for finding in diagnose():
        print_finding(output, finding)
        states.add(finding.state)
    raise typer.Exit(int("wrong" in states))
