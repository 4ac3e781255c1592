"""Papers written to a file or to standard output."""

import sys
from collections.abc import Iterable
from pathlib import Path

from corpus.copying import unfinished
from corpus.errors import LibraryError
from corpus.paper import Paper
from corpus.writers import WRITERS
from ui.status import counted
from ui.terminal.output import Output

STANDARD_OUTPUT = "-"
USUAL = "jsonl"


def ending_of(file: str) -> str:
    """The format that the ending of a file's name tells; JSON Lines for the output.

    Raises:
        LibraryError: it tells none.
    """
    if file == STANDARD_OUTPUT:
        return USUAL
    ending = Path(file).suffix.lower().lstrip(".")
    if ending not in WRITERS:
        *others, last = (f".{known}" for known in WRITERS)
        raise LibraryError(
            f"The ending of {file} tells no format.",
            kept="Nothing was written.",
            remedy=f"End it in {', '.join(others)} or {last}, or name the format with --format.",
        )
    return ending


def write(papers: Iterable[Paper], file: str, ending: str, *, force: bool = False) -> None:
    """Write papers. A file is there when all of them are in it, and not before.

    Args:
        papers: what is written.
        file: where to.
        ending: the format, by the usual ending of its files.
        force: whether a file that is there is replaced.

    Raises:
        LibraryError: the file cannot be written, or must not be.
    """
    pieces = WRITERS[ending](papers)
    if file == STANDARD_OUTPUT:
        sys.stdout.writelines(pieces)
        return
    path = Path(file)
    _check(path, force=force)
    with unfinished(path) as draft:
        with draft.open("w", encoding="utf-8") as opened:
            written = sum(1 for piece in pieces if opened.write(piece))
        draft.replace(path)
    Output().write(f"{counted(written, 'paper')} in {file}.")


def _check(path: Path, *, force: bool) -> None:
    """See that a file may be written.

    Raises:
        LibraryError: it is there already, or its folder is not.
    """
    if not path.parent.is_dir():
        raise LibraryError(
            f"The file {path} cannot be written: there is no folder {path.parent}.",
            remedy="Make the folder, or give another path.",
        )
    if path.exists() and not force:
        raise LibraryError(
            f"The file {path} is there already.",
            kept="It was not changed.",
            remedy="Give another path, or replace it with --force.",
        )
