"""JSON Lines: one object a line, in the names of `to_paper` or of one of the dialects."""

import json
import re
from collections.abc import Iterator

from corpus.readers.fields import in_our_names
from corpus.readers.records import Flaw, Record, record_of

_OBJECT = re.compile(r"\s*\{[^\S\n]*\"")


def recognises(head: str) -> bool:
    """Whether a file that begins so is JSON Lines."""
    return _OBJECT.match(head) is not None


def records(lines: Iterator[str]) -> Iterator[Record | Flaw]:
    """The records of a file's lines. A line that is no JSON object is a flaw; an empty one is nothing."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _record(number, line)


def _record(number: int, line: str) -> Record | Flaw:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        return Flaw(number, f"it is not a JSON object ({error.msg} at character {error.colno})")
    except (ValueError, RecursionError):
        return Flaw(number, "its numbers or its nesting go beyond what can be read")
    if not isinstance(fields, dict):
        return Flaw(number, "it is not a JSON object")
    return record_of(number, in_our_names, fields)
