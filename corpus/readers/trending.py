"""The page of trending papers, saved as text: a title, an empty line, its abstract, and so on.

Above the papers stands a banner that ends with "by… and the research community"; headings with a date
may stand anywhere. What is a title and what an abstract is told by form and place: an abstract is long,
or follows a title and ends as a sentence does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from textwrap import shorten

from corpus.readers.records import Flaw, Record

_LONG = 300
_WRAPPED = 200
_SHOWN = 60
_OTHER_FORMATS = tuple("{[<@%#")
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:,?\s+\d{4})?"
_DATE = re.compile(
    rf"{_WEEKDAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\.?\s+{_MONTH}){_YEAR}|\d{{4}}-\d\d-\d\d",
    re.IGNORECASE,
)
_BANNER = re.compile(r"by.{0,80}and the research community", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.。][\"'”’)\]]*\Z")


@dataclass(frozen=True)
class _Block:
    """A paragraph, and the line where it begins."""

    line: int
    text: str


def recognises(head: str) -> bool:
    """Whether a file that begins so is such a page: mostly abstracts under what looks like a title."""
    if head.lstrip().startswith(_OTHER_FORMATS):
        return False
    lines = head.splitlines()
    found = list(records(iter(lines)))
    pairs = sum(isinstance(item, Record) and not _ends_sentence(str(item.fields["title"])) for item in found)
    has_heading = any(_is_heading(line.strip()) for line in lines)
    return pairs > 0 and (has_heading or pairs > len(found) - pairs)


def lists_several(head: str) -> bool:
    """Whether more than one paper is in the beginning of such a page."""
    return sum(isinstance(item, Record) for item in records(iter(head.splitlines()))) > 1


def records(lines: Iterator[str]) -> Iterator[Record | Flaw]:
    """The pairs of title and abstract; a title or an abstract that stands alone is a flaw."""
    titles: list[_Block] = []
    for block in _blocks(lines):
        if _BANNER.fullmatch(block.text):
            titles = []
        elif _is_abstract(block.text, follows_title=bool(titles)):
            yield from _paired(titles, block)
            titles = []
        elif not _is_heading(block.text):
            titles.append(block)
    yield from map(_alone, titles)


def _is_heading(text: str) -> bool:
    return bool(_DATE.fullmatch(text) or _BANNER.fullmatch(text))


def _is_abstract(text: str, *, follows_title: bool) -> bool:
    return len(text) > _LONG or (follows_title and _ends_sentence(text))


def _ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text) is not None


def _paired(titles: list[_Block], abstract: _Block) -> Iterator[Record | Flaw]:
    yield from map(_alone, titles[:-1])
    if titles:
        yield Record(titles[-1].line, {"title": titles[-1].text, "abstract": abstract.text})
    else:
        yield Flaw(abstract.line, f"the abstract {_shown(abstract)} has no title")


def _alone(title: _Block) -> Flaw:
    return Flaw(title.line, f"the title {_shown(title)} has no abstract")


def _shown(block: _Block) -> str:
    return f"“{shorten(block.text, _SHOWN, placeholder='…')}”"


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    group: list[_Block] = []
    for number, line in enumerate(chain(lines, [""]), start=1):
        if text := line.strip():
            group.append(_Block(number, text))
        else:
            yield from _joined(group)
            group = []


def _joined(group: list[_Block]) -> list[_Block]:
    """Lines that were wrapped to a width are one paragraph; where one is long, each is its own."""
    if not group or max(len(block.text) for block in group) > _WRAPPED:
        return group
    return [_Block(group[0].line, " ".join(block.text for block in group))]
