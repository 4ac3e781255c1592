"""Papers written to a file or to standard output."""

import sys
from collections.abc import Iterable
from pathlib import Path

from corpus.copying import unfinished
from corpus.paper import Paper
from corpus.writers import WRITERS
from ui.status import counted
from ui.terminal.output import Output

STANDARD_OUTPUT = "-"
USUAL = "jsonl"


def ending_of(file: str) -> str:
    """The format that the ending of a file's name tells; JSON Lines where it tells none."""
    ending = Path(file).suffix.lower().lstrip(".")
    return ending if ending in WRITERS else USUAL


def write(papers: Iterable[Paper], file: str, ending: str) -> None:
    """Write papers. A file is there when all of them are in it, and not before.

    Raises:
        LibraryError: the file cannot be written.
    """
    pieces = WRITERS[ending](papers)
    if file == STANDARD_OUTPUT:
        sys.stdout.writelines(pieces)
        return
    path = Path(file)
    with unfinished(path) as draft:
        with draft.open("w", encoding="utf-8") as opened:
            written = sum(1 for piece in pieces if opened.write(piece))
        draft.replace(path)
    Output().write(f"{counted(written, 'paper')} in {file}.")
