"""The text of a file, whatever its compression and its encoding."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

from corpus.errors import ReadError
from corpus.readers.records import CONTROL, Flaw

_HEAD = 65_536
_GZIP = b"\x1f\x8b"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Lines:
    """The lines of a file, read one at a time.

    Bytes that are not text become lone surrogates, so that the record which holds them can be told
    from the others. A file that breaks off ends early, and `flaw` says where.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.flaw: Flaw | None = None

    def __iter__(self) -> Iterator[str]:
        number = 0
        try:
            with _open(self._path) as file:
                for number, line in enumerate(file, start=1):  # noqa: B007 - told when the file breaks off
                    yield line
        except (EOFError, zlib.error, UnicodeError, OSError) as error:
            self.flaw = Flaw(number + 1, f"the file breaks off here ({error})")


def head(path: Path) -> str:
    """The beginning of a file: whole lines up to 65,536 characters or little more.

    Raises:
        ReadError: there is no such file, or it cannot be opened.
    """
    try:
        with _open(path) as file:
            return "".join(file.readlines(_HEAD))
    except (EOFError, zlib.error, UnicodeError):
        return _first_lines(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(
            f"The file {path} cannot be read ({reason}).", remedy="Give the path of a file."
        ) from error


def _first_lines(path: Path) -> str:
    """What can be read of a file that breaks off."""
    return "".join(islice(Lines(path), 100))


def is_text(beginning: str) -> bool:
    """Whether a file that begins so is text: at most one character in a hundred is a control character."""
    return 100 * len(CONTROL.findall(beginning)) <= len(beginning)


@contextmanager
def _open(path: Path) -> Iterator[IO[str]]:
    with path.open("rb") as raw:
        is_gzip = raw.peek(2).startswith(_GZIP)
        plain = gzip.GzipFile(fileobj=raw) if is_gzip else raw
        encoding = "utf-16" if plain.peek(2).startswith(_UTF_16) else "utf-8-sig"
        with io.TextIOWrapper(plain, encoding=encoding, errors="surrogateescape") as file:
            yield file
