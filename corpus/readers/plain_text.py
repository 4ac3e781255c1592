"""A text file that is one paper: its title, and then its abstract."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.readers.records import Flaw, Record, joined

_LONGEST_TITLE = 300
_LONGEST_PAPER = 2**20


def records(lines: Iterator[str], name: str) -> Iterator[Record | Flaw]:
    """The one record of a file.

    The title is the first line, where more follows and it is short and no sentence; else it is the
    name of the file. The identifier is that name too, without its ending.

    Args:
        lines: the lines of the file.
        name: the name of the file.
    """
    text = ""
    for line in lines:
        text += line
        if len(text) > _LONGEST_PAPER:
            yield Flaw(1, f"it is longer than {_LONGEST_PAPER:,} characters, too long for one abstract")
            return
    stem = PurePosixPath(name).stem
    first, _, rest = text.strip().partition("\n")
    if not rest.strip() or len(first) > _LONGEST_TITLE or first.rstrip().endswith("."):
        first, rest = re.sub(r"[-_\s]+", " ", stem), text
    yield Record(1, {"id": stem, "title": first, "abstract": joined(rest)})
