"""The paper: what a library keeps and a footnote points to."""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from corpus.sentences import Span, sentence_spans


@dataclass(frozen=True)
class Paper:
    """One paper, by its abstract. A citation's span counts characters of `abstract`."""

    id: str
    title: str
    abstract: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    url: str | None = None

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The spans of the abstract's sentences, in order."""
        return sentence_spans(self.abstract)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over every field: equal hashes mean that nothing changed."""
        content = json.dumps(self.to_dict(), ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """The fields, ready for JSON."""
        values = {field: getattr(self, field) for field in _FIELDS}
        return {**values, "authors": list(self.authors)}


_FIELDS = tuple(field.name for field in fields(Paper))


def slug(title: str) -> str:
    """A readable identifier for a paper that comes without one: its title in lower-case words."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-")
