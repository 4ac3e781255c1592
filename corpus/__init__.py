"""Papers by their abstracts: what they are, where their sentences are, and where they are kept."""

from corpus.builtin import trending_papers_path
from corpus.errors import (
    BadRecordError,
    FilterError,
    FootnoteError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryNotFoundError,
    LibraryOutdatedError,
    LibraryTooNewError,
    ReadError,
    UnknownFormatError,
)
from corpus.filters import Filters
from corpus.lexical import LexicalMatch
from corpus.library import Added, Library
from corpus.paper import Paper, slug
from corpus.readers import Remark, Skipped, read
from corpus.restoring import Rescued, rescue, restore
from corpus.sentences import Span, sentence_spans

__all__ = [
    "Added",
    "BadRecordError",
    "FilterError",
    "Filters",
    "FootnoteError",
    "LexicalMatch",
    "Library",
    "LibraryBusyError",
    "LibraryDamagedError",
    "LibraryError",
    "LibraryNotFoundError",
    "LibraryOutdatedError",
    "LibraryTooNewError",
    "Paper",
    "ReadError",
    "Remark",
    "Rescued",
    "Skipped",
    "Span",
    "UnknownFormatError",
    "read",
    "rescue",
    "restore",
    "sentence_spans",
    "slug",
    "trending_papers_path",
]
