"""`footnote eval`: the commands of the eval suite, loaded only when they are wanted."""

import typer

FORWARDED = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
"""Arguments and options are the eval suite's to understand, `--help` too."""


def evaluate(context: typer.Context) -> None:
    """Measure how good the answers are."""
    from evals.cli import app

    suite = typer.main.get_command(app)
    with suite.make_context(str(context.info_name), list(context.args), parent=context.parent) as inner:
        suite.invoke(inner)
