"""A JSON document: a list of papers, alone or as the results that an interface has answered with.

The document may be larger than memory: it is read object by object. Where one cannot be read, reading
goes on at the next line that begins as the first object's did.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.readers.fields import in_our_names
from corpus.readers.records import Flaw, Record, record_of

LONGEST_OBJECT = 16 * 2**20
_LISTS = "data|items|papers|recommendedPapers|results|works"
_OPENING = re.compile(
    rf"\s*(?:\{{(?:(?!\"title\")[^\[])*?\"(?:{_LISTS})\"\s*:\s*)?\[(?=\s*(?:\{{|null\b|\]))"
)
_SINGLE = re.compile(r"\s*\{\s*\n\s*\"")
_BETWEEN = re.compile(r"[\s,]*(?:null[\s,]*)*")
_MARGIN = 16
_HEAD = 65_536
_decode = json.JSONDecoder().raw_decode


def recognises(head: str) -> bool:
    """Whether a file that begins so is a list of objects, or an object that has one or is one paper."""
    return bool(_OPENING.match(head) or _SINGLE.match(head))


def records(blocks: Iterator[str]) -> Iterator[Record | Flaw]:
    """The objects of the list; or those that stand one after another, where there is no list."""
    window = _Window(blocks)
    window.fill(_HEAD)
    if opening := _OPENING.match(window.text):
        window.pass_by(opening.end())
    while window.pass_between() and not window.text.startswith("]", window.position):
        yield _next(window)
    if opening and window.is_at_end and not window.is_lost:
        yield Flaw(window.line, "the list of papers is not closed; the file breaks off here")


def _next(window: "_Window") -> Record | Flaw:
    """The object at the window's position, past which the window moves."""
    line = window.line
    try:
        found = window.decode()
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        window.resume()
        rest = ", and what follows it cannot be told apart" if window.is_lost else ""
        return Flaw(line, _reason(error) + rest)
    if not isinstance(found, dict):
        return Flaw(line, "it is not a JSON object")
    return record_of(line, in_our_names, found)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"it is not a JSON object ({error.msg})"
    return "its numbers, its nesting or its length go beyond what can be read"


@dataclass
class _Window:
    """The part of a document that is being read.

    Attributes:
        blocks: what comes after it.
        text: the part.
        position: where in the part the next object begins.
        line: the line of that place.
        margin: what stands before each object, from the end of a line on; empty where that is unknown.
        is_lost: whether the end was reached in search of the next object.
    """

    blocks: Iterator[str]
    text: str = ""
    position: int = 0
    line: int = 1
    margin: str | None = None
    is_lost: bool = False

    @property
    def is_at_end(self) -> bool:
        """Whether nothing follows the position."""
        return self.position == len(self.text)

    def fill(self, least: int = 1) -> bool:
        """Take in what follows, at least so many characters; whether there was any."""
        taken, length = [self.text[self.position :]], 0
        while length < least and (block := next(self.blocks, "")):
            taken.append(block)
            length += len(block)
        self.text, self.position = "".join(taken), 0
        return length > 0

    def pass_by(self, end: int) -> None:
        """Move on to an index of the text."""
        self.line += self.text.count("\n", self.position, end)
        self.position = end

    def pass_between(self) -> bool:
        """Move on to the next object, or to the end of the list; whether there is either."""
        while True:
            between = _BETWEEN.match(self.text, self.position)
            self.pass_by(between.end() if between else self.position)
            if not self.is_at_end:
                return True
            if not self.fill():
                return False

    def decode(self) -> object:
        """The value at the position, past which it moves.

        Raises:
            ValueError: it is none, or longer than 16 MB.
            RecursionError: it is nested too deeply.
        """
        self._learn_margin()
        while True:
            try:
                found, end = _decode(self.text, self.position)
            except json.JSONDecodeError as error:
                if not self._is_cut(error):
                    raise
            else:
                self.pass_by(end)
                return found

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        """Whether the value goes on beyond the window, which is then made wider."""
        at_end = error.pos >= len(self.text) - _MARGIN or error.msg.startswith("Unterminated string")
        length = len(self.text) - self.position
        if at_end and length > LONGEST_OBJECT:
            raise ValueError
        return at_end and self.fill(length)

    def _learn_margin(self) -> None:
        if self.margin is None:
            start = self.text.rfind("\n", 0, self.position) + 1
            before = self.text[start : self.position]
            self.margin = f"\n{before}{{" if start and not before.strip() else ""

    def resume(self) -> None:
        """Move on to the next line that begins as the first object's did, or to the end."""
        self.pass_by(self.position + 1)
        while (found := self._next_margin()) < 0:
            self.pass_by(max(self.position, len(self.text) - len(self.margin or "")))
            if not self.fill():
                self.is_lost = True
                return self.pass_by(len(self.text))
        return self.pass_by(found + 1)

    def _next_margin(self) -> int:
        return self.text.find(self.margin, self.position) if self.margin else -1
