"""The arguments and options that several commands take."""

from typing import Annotated

import typer

LibraryName = Annotated[
    str | None,
    typer.Option("--library", "-l", metavar="NAME", help="Which library; see `footnote libraries`."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Year = Annotated[
    str | None,
    typer.Option(
        "--year", metavar="YEARS", help="Papers of these years alone: 2020, 2020-2024, 2020- or -2024."
    ),
]
Venue = Annotated[
    str | None, typer.Option("--venue", metavar="WORDS", help="Papers whose venue has these words alone.")
]
Author = Annotated[
    str | None,
    typer.Option("--author", metavar="NAME", help="Papers of this author alone; T. is an initial."),
]
