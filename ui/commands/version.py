"""`footnote --version`, and what `footnote --help` says first."""

from importlib.metadata import version
from typing import Annotated

import typer


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"footnote {version('footnote')}")
        raise typer.Exit


def footnote(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end."),
    ] = False,
) -> None:
    """Ask a pile of paper abstracts; every sentence of the answer carries a footnote that was checked."""
