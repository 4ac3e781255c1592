"""The text of a file, in lines or in blocks, none of them longer than memory bears."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO, Self, TextIO

from corpus.readers.encoding import encoding_of
from corpus.readers.records import CONTROL, Flaw

LONGEST_LINE = 16 * 2**20
_BLOCK = 65_536
_SAMPLE = 262_144

BROKEN = (EOFError, zlib.error, zipfile.BadZipFile, UnicodeError, OSError, RuntimeError)
"""What opening and reading raise where a file breaks off, is damaged, or is locked with a password."""

Tell = Callable[[Flaw], None]


@dataclass(frozen=True)
class Sample:
    """The first bytes of a file, by which its encoding and its format are told.

    Attributes:
        data: the bytes.
        flaw: what hindered reading more of them, where something did.
    """

    data: bytes
    flaw: str = ""

    @classmethod
    def of(cls, stream: io.BufferedReader) -> Self:
        """The first 262,144 bytes of a stream, or what can be read of them."""
        data = b""
        try:
            while len(data) < _SAMPLE and (piece := stream.read1(_BLOCK)):
                data += piece
        except BROKEN as error:
            return cls(data, str(error))
        return cls(data)

    @cached_property
    def encoding(self) -> str:
        """The encoding that the file is read in."""
        return encoding_of(self.data)

    @property
    def encoding_is_guessed(self) -> bool:
        """Whether the encoding is neither UTF-8 nor told by a byte order mark."""
        return self.encoding not in {"utf-8", "utf-8-sig", "utf-16", "utf-32"}

    @cached_property
    def head(self) -> str:
        """The first 65,536 characters; bytes that are not text are lone surrogates."""
        with decoded(io.BytesIO(self.data), self.encoding) as text:
            try:
                return text.read(_BLOCK)
            except UnicodeError:
                return ""

    @property
    def is_text(self) -> bool:
        """Whether at most one character in a hundred is a control character."""
        return 100 * len(CONTROL.findall(self.head)) <= len(self.head)


def decoded(stream: BinaryIO, encoding: str) -> TextIO:
    """The text of a stream.

    Bytes that are not text become lone surrogates, so that the record which holds them can be told
    from the others.
    """
    return io.TextIOWrapper(stream, encoding, errors="surrogateescape")


def lines(text: TextIO, tell: Tell) -> Iterator[str]:
    """The lines of a text. In the place of one longer than 16 MB comes an empty line, and `tell` is told.

    A file that breaks off ends early, and `tell` is told where.
    """
    number = 0
    try:
        while line := text.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE and not line.endswith("\n"):
                tell(Flaw(number, f"the line is longer than {LONGEST_LINE:,} characters"))
                _finish_line(text)
                line = "\n"
            yield line
    except BROKEN as error:
        tell(_broken_off(number + 1, error))


def blocks(text: TextIO, tell: Tell) -> Iterator[str]:
    """The same text in blocks of 65,536 characters, for formats in which lines mean nothing."""
    line = 1
    try:
        while block := text.read(_BLOCK):
            yield block
            line += block.count("\n")
    except BROKEN as error:
        tell(_broken_off(line, error))


def _finish_line(text: TextIO) -> None:
    while (rest := text.readline(_BLOCK)) and not rest.endswith("\n"):
        pass


def _broken_off(line: int, error: Exception) -> Flaw:
    return Flaw(line, f"the file breaks off here ({error})")
