"""Files of papers. A format is a file of this folder and a line of `FORMATS`."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import BadRecordError, UnknownFormatError
from corpus.paper import Paper, slug
from corpus.readers import jsonl, trending
from corpus.readers.records import Flaw, Record, to_paper
from corpus.readers.text import Lines, head, is_text

log = logging.getLogger(__name__)
_SHORT = 8


@dataclass(frozen=True)
class Format:
    """A format of files: how its beginning looks, and how its lines become records."""

    name: str
    recognises: Callable[[str], bool]
    records: Callable[[Iterator[str]], Iterator[Record | Flaw]]


FORMATS = (
    Format("JSON Lines", jsonl.recognises, jsonl.records),
    Format("a page of trending papers", trending.recognises, trending.records),
)


def _warn(error: BadRecordError) -> None:
    log.warning("%s", error)


def read(path: Path | str, on_bad: Callable[[BadRecordError], None] = _warn) -> Iterator[Paper]:
    """The papers of a file, one after another; the format is told by the file's content.

    The file may be compressed with gzip. A record that cannot be used is skipped, and told to
    `on_bad` (by default: logged as a warning) with the file, the line and the reason. A paper without
    an identifier gets the `slug` of its title.

    Raises:
        ReadError: the file cannot be opened.
        UnknownFormatError: no reader recognises it.
    """
    path = Path(path)
    found = _format_of(path)
    return _papers(path, found, on_bad)


def _format_of(path: Path) -> Format:
    beginning = head(path)
    for candidate in FORMATS if is_text(beginning) else ():
        if candidate.recognises(beginning):
            return candidate
    what = "is in no format that can be read" if beginning.strip() else "is empty"
    names = " and ".join(known.name for known in FORMATS)
    raise UnknownFormatError(f"The file {path.name} {what}.", remedy=f"The formats are {names}.")


def _papers(path: Path, found: Format, on_bad: Callable[[BadRecordError], None]) -> Iterator[Paper]:
    lines, identities = Lines(path), _Identities()
    for item in found.records(iter(lines)):
        result = to_paper(item) if isinstance(item, Record) else item
        if isinstance(result, Paper):
            result = identities.settle(result, item.line)
        if isinstance(result, Paper):
            yield result
        else:
            on_bad(_error(path, result))
    if lines.flaw:
        on_bad(_error(path, lines.flaw))


def _error(path: Path, flaw: Flaw) -> BadRecordError:
    return BadRecordError(
        f"{path.name}, line {flaw.line}: {flaw.reason}.", kept="The other records were read."
    )


class _Identities:
    """The identifiers of a file: gives one where there is none, and allows none for two papers."""

    def __init__(self) -> None:
        self._hashes: dict[str, str] = {}

    def settle(self, paper: Paper, line: int) -> Paper | Flaw:
        """The paper under an identifier that is its own."""
        if not paper.id:
            return self._named(paper)
        if self._is_free(paper):
            return paper
        return Flaw(line, f"the identifier {paper.id!r} was given to another paper before")

    def _named(self, paper: Paper) -> Paper:
        named = replace(paper, id=slug(paper.title) or paper.content_hash[:_SHORT])
        if self._is_free(named):
            return named
        return replace(paper, id=f"{named.id}-{paper.content_hash[:_SHORT]}")

    def _is_free(self, paper: Paper) -> bool:
        return self._hashes.setdefault(paper.id, paper.content_hash) == paper.content_hash
