"""Text that a command is given: on the command line, in a file, or on standard input."""

import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import ReadError

STANDARD_INPUT = "-"


def argument_or_input(argument: str) -> str:
    """An argument's text, or what standard input holds where the argument is `-`.

    Raises:
        ReadError: standard input is not UTF-8 text.
    """
    if argument == STANDARD_INPUT:
        return _decoded(sys.stdin.buffer.read(), "standard input")
    # A byte of the command line that is no text arrives as half of a surrogate pair.
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def arguments_or_input(arguments: Sequence[str]) -> list[str]:
    """The texts of some arguments; `-` among them stands for the lines of standard input.

    Raises:
        ReadError: standard input is not UTF-8 text.
    """
    lines = (argument_or_input(text).splitlines() for text in arguments)
    return [line.strip() for text in lines for line in text if line.strip()]


def file_or_input(name: str) -> str:
    """The text of a file, or of standard input where the name is `-`.

    Raises:
        ReadError: the file cannot be opened, or is not UTF-8 text.
    """
    if name == STANDARD_INPUT:
        return argument_or_input(name)
    try:
        return _decoded(Path(name).read_bytes(), name)
    except OSError as error:
        raise ReadError(
            f"The file {name} cannot be read ({error.strerror}).", remedy="Give the path of a text file."
        ) from error


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"What {name} holds is not text in UTF-8.", remedy="Save it as UTF-8.") from error
