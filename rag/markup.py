"""Sentences without the marks that Markdown, HTML and footnotes put around them."""

import re

_MARKERS = re.compile(r"\s*\[[1-9]\d*(?:\s*,\s*[1-9]\d*)*\](?=\s*(?:[.,;:!?)]|\[|$|[a-z]{2}))")
"""Footnotes of the writer's own; an interval such as [0, 1] is none."""
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|</?[A-Za-z!][^<>]*>")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKUP = re.compile(r"(?<!\w)(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)(?!\w)|`|^#+\s*")


def cleaned(sentence: str) -> str:
    """A sentence without bullets, images, links, tags, emphasis and footnote markers."""
    plain = _LINK.sub(r"\1", _IMAGE.sub("", _BULLET.sub("", sentence)))
    plain = _MARKUP.sub("", plain)
    return _MARKERS.sub("", plain).strip()
