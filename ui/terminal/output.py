"""Printing: paragraphs that wrap in a terminal and stay whole lines in a pipe, and JSON."""

import json
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ui.terminal.printable import printable


class Output:
    """One of the two streams.

    Args:
        stderr: whether it is the one for what is not the result.
    """

    def __init__(self, *, stderr: bool = False) -> None:
        self.console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)

    def write(self, text: str = "", style: str = "", *, indent: int = 0) -> None:
        """Print a paragraph. Whatever foreign text it holds, the terminal shows it and obeys none of it."""
        self.pieces([(text, style)], indent=indent)

    def pieces(self, pieces: Iterable[tuple[str, str]], *, indent: int = 0) -> None:
        """Print a paragraph of several pieces, each in a style of its own."""
        safe = [(printable(text), style) for text, style in pieces]
        if self.console.is_terminal:
            self.console.print(Padding(Text.assemble(*safe), (0, 0, 0, indent)))
        else:
            print(" " * indent + "".join(text for text, _ in safe), file=self.console.file)


def print_json(value: object) -> None:
    """Print a value as JSON on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
