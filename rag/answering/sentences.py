"""A draft cut into sentences while it is being written."""

import re
from collections.abc import Iterable, Iterator

from corpus.sentences import sentence_spans

_MARKERS = re.compile(r"\s*\[[1-9]\d*(?:\s*,\s*[1-9]\d*)*\](?=\s*(?:[.,;:!?)]|\[|$|[a-z]{2}))")
"""Footnotes of the model's own; an interval such as [0, 1] is none."""
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|</?[A-Za-z!][^<>]*>")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKUP = re.compile(r"(?<!\w)(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)(?!\w)|`|^#+\s*")


def finished_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Each sentence as soon as the next one begins, and the last one at the end."""
    written = ""
    for piece in pieces:
        written += piece
        *finished, written = _cut(written)
        yield from filter(None, map(cleaned, finished))
    yield from filter(None, map(cleaned, _cut(written)))


def cleaned(sentence: str) -> str:
    """A sentence of a draft without the model's own bullets, images, links, tags, emphasis and markers."""
    plain = _LINK.sub(r"\1", _IMAGE.sub("", _BULLET.sub("", sentence)))
    plain = _MARKUP.sub("", plain)
    return _MARKERS.sub("", plain).strip()


def _cut(text: str) -> list[str]:
    lines = text.split("\n")
    spans = sentence_spans(lines[-1])
    last = [lines[-1][: spans[0].end], *(lines[-1][s.start : s.end] for s in spans[1:])] if spans else [""]
    tail = lines[-1][spans[-1].end :] if spans else lines[-1]
    last[-1] += tail
    whole = [line[s.start : s.end] for line in lines[:-1] for s in sentence_spans(line)]
    return [*whole, *last]
