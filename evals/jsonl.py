"""Reading JSON lines, plain or gzipped, with the line number kept for the error message."""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, cast

from corpus.errors import BadRecordError, ReadError


@dataclass(frozen=True)
class Record:
    """One line of a file, and where it stands."""

    fields: Mapping[str, Any]
    where: str

    def text(self, field: str) -> str:
        """A field that must be text.

        Raises:
            BadRecordError: it is missing or something else.
        """
        value = self.fields.get(field)
        if not isinstance(value, str):
            raise bad_line(self.where, f"has no text in {field!r}")
        return value


def bad_line(where: str, problem: str) -> BadRecordError:
    """The error that says which line has what problem."""
    return BadRecordError(f"{where} {problem}.", remedy="Correct the line.")


def find(folder: Path, *names: str) -> Path:
    """The first of the named files that is in the folder.

    Raises:
        ReadError: none is there.
    """
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise ReadError(
        f"{folder} holds no {names[0]}.", remedy=f"Name a folder with one of: {', '.join(names)}."
    )


def read_lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of a text file that are not blank, each after the words that say where it stands.

    Raises:
        ReadError: the file cannot be read.
    """
    try:
        with _open(path) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{path}, line {number}", line.rstrip("\n")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ReadError(f"{path} cannot be read ({error}).", remedy="Fetch the file again.") from error


def read_records(folder: Path, stem: str) -> Iterator[Record]:
    """The objects of `<stem>.jsonl` or `<stem>.jsonl.gz` in a folder.

    Raises:
        ReadError: there is no such file, or it cannot be read.
        BadRecordError: a line is not a JSON object.
    """
    for where, line in read_lines(find(folder, f"{stem}.jsonl", f"{stem}.jsonl.gz")):
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            raise bad_line(where, f"is not JSON ({error.msg})") from error
        if not isinstance(fields, dict):
            raise bad_line(where, "is not a JSON object")
        yield Record(fields, where)


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8", newline="\n"))
    return path.open(encoding="utf-8", newline="\n")
