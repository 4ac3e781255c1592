"""A draft cut into sentences."""

import re

from corpus.sentences import sentence_spans

_MARKERS = re.compile(r"\s*\[[1-9]\d*(?:\s*,\s*[1-9]\d*)*\](?=\s*(?:[.,;:!?)]|\[|$|[a-z]{2}))")
"""Footnotes of the model's own; an interval such as [0, 1] is none."""
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|</?[A-Za-z!][^<>]*>")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKUP = re.compile(r"(?<!\w)(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)(?!\w)|`|^#+\s*")


def draft_sentences(draft: str) -> list[str]:
    """The sentences of a draft, line by line, without what the model put around them."""
    lines = draft.split("\n")
    found = (cleaned(line[span.start : span.end]) for line in lines for span in sentence_spans(line))
    return [sentence for sentence in found if sentence]


def cleaned(sentence: str) -> str:
    """A sentence of a draft without the model's own bullets, images, links, tags, emphasis and markers."""
    plain = _LINK.sub(r"\1", _IMAGE.sub("", _BULLET.sub("", sentence)))
    plain = _MARKUP.sub("", plain)
    return _MARKERS.sub("", plain).strip()
