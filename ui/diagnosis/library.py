"""The library that is asked when none is named."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from ui.diagnosis.finding import Finding

if TYPE_CHECKING:
    from rag.settings import Settings


def library(settings: "Settings") -> Iterator[Finding]:
    """Whether it is there and can be read."""
    from corpus.library import Library
    from rag.libraries import BUILT_IN, library_path

    path = library_path(settings, settings.library)
    if path.exists():
        with closing(Library.open(path)) as held:
            yield Finding("library", "ok", f"{held.name}, {len(held):,} papers, at {path}")
    elif settings.library == BUILT_IN:
        yield Finding("library", "missing", f"{BUILT_IN}, built in", "footnote papers")
    else:
        yield Finding(
            "library", "wrong", f"there is no {path}", f"footnote add FILE --library {settings.library}"
        )
