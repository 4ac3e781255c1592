"""XML, cut into the elements of its records, each of which is parsed by itself.

So a file may be larger than memory, a record that is broken harms no other, and a document type, with
the entities that it defines, is never read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from corpus.readers.latex import plain
from corpus.readers.records import Flaw

if TYPE_CHECKING:
    from lxml import etree

Element: TypeAlias = "etree._Element"  # noqa: SLF001 - lxml has no other name for it

LONGEST_ELEMENT = 16 * 2**20
_PROLOGUE = r"\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>"
_ROOT = re.compile(rf"(?>{_PROLOGUE})*+<([\w:.-]+)([^>]*)", re.DOTALL)
_PREFIX = re.compile(r"\sxmlns:[\w.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')")
_LONGEST_TAG = 4096


@dataclass(frozen=True)
class Found:
    """An element of a file, and the line where it begins."""

    line: int
    element: Element


def root_of(head: str) -> tuple[str, str]:
    """The name of a file's first element and its attributes as they stand; empty where it is no XML."""
    found = _ROOT.match(head)
    return (found[1].rpartition(":")[2], found[2]) if found else ("", "")


def elements(blocks: Iterator[str], *names: str) -> Iterator[Found | Flaw]:
    """The elements of these names, which must not stand in each other, in the order of the file."""
    prefixes = ""
    for part in _parts(blocks, names):
        if isinstance(part, str):
            prefixes = "".join(dict.fromkeys(_PREFIX.findall(part)))
        elif isinstance(part, Flaw):
            yield part
        else:
            yield from _parsed(part, prefixes, names)


@dataclass(frozen=True)
class _Part:
    line: int
    text: str


def _opening(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<({'|'.join(names)})(?=[\s/>])[^<>]*>")


def _parts(blocks: Iterator[str], names: tuple[str, ...]) -> Iterator[str | _Part | Flaw]:
    """What stands before the first element, and then the text of each."""
    opening = _opening(names)
    text, line, is_first = "", 1, True
    for block in blocks:
        text += block
        position = 0
        while found := opening.search(text, position):
            if is_first:
                yield text[: found.start()]
                is_first = False
            line += text.count("\n", position, found.start())
            position, end = found.start(), _end(text, found)
            if not end:
                break
            yield _Part(line, text[position:end])
            line += text.count("\n", position, end)
            position = end
        else:
            kept = max(position, text.rfind("<", max(position, len(text) - _LONGEST_TAG)))
            kept = kept if text.startswith("<", kept) else len(text)
            line += text.count("\n", position, kept)
            position = kept
        text = text[position:]
        if len(text) > LONGEST_ELEMENT:
            yield Flaw(line, f"the record is longer than {LONGEST_ELEMENT:,} characters")
            line += text.count("\n")
            text = ""
    if opening.match(text):
        yield Flaw(line, "the record is not closed; the file breaks off in it")


def _end(text: str, found: re.Match[str]) -> int:
    """Where an element ends whose first tag was found; 0 where that is not in the text."""
    if found[0].endswith("/>"):
        return found.end()
    closing = re.compile(rf"</{found[1]}\s*>").search(text, found.end())
    return closing.end() if closing else 0


def _parsed(part: _Part, prefixes: str, names: tuple[str, ...]) -> Iterator[Found | Flaw]:
    """The element of a part; where one that was not closed stands before it, a flaw for that."""
    *_, last = _opening(names).finditer(part.text)
    line = part.line + part.text.count("\n", 0, last.start())
    if last.start():
        yield Flaw(part.line, "the record is not closed before the next begins")
    yield _parsed_alone(_Part(line, part.text[last.start() :]), prefixes)


def _parsed_alone(part: _Part, prefixes: str) -> Found | Flaw:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        wrapped = etree.fromstring(f"<r{prefixes}>{part.text}</r>", parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = re.sub(r", line \d+, column \d+.*", "", str(error)).rstrip(".")
        return Flaw(part.line, f"the record is not well-formed XML ({reason})")
    return Found(part.line, wrapped[0])


def text_of(element: "Element | None", path: str = ".") -> str:
    """The text of the first element at a path, with that of all in it, as one line."""
    found = None if element is None else element.find(path)
    if found is None:
        return ""
    for formula in found.iter("tex-math"):
        formula.text = plain(f"${formula.text or ''}$")
    return " ".join("".join(str(piece) for piece in found.itertext()).split())


def texts_of(element: Element, path: str) -> list[str]:
    """The texts of all elements at a path."""
    return [text_of(found) for found in element.findall(path)]
