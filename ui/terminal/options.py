"""The arguments and options that several commands take."""

from typing import Annotated

import typer

LibraryName = Annotated[
    str | None,
    typer.Option("--library", "-l", metavar="NAME", help="Which library; see `footnote libraries`."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
