"""The library that is asked when none is named."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from ui.diagnosis.finding import Finding

if TYPE_CHECKING:
    from corpus.library import Library
    from rag.settings import Settings


def library(settings: "Settings") -> Iterator[Finding]:
    """Whether it is there, and every page and every index of it is whole."""
    from corpus.library import Library
    from rag.libraries import BUILT_IN, library_path

    path = library_path(settings, settings.library)
    if path.exists():
        with closing(Library.open(path)) as held:
            yield _examined(held)
    elif settings.library == BUILT_IN:
        yield Finding("library", "missing", f"{BUILT_IN}, built in", "footnote papers")
    else:
        yield Finding(
            "library", "wrong", f"there is no {path}", f"footnote add FILE --library {settings.library}"
        )


def _examined(held: "Library") -> Finding:
    told = f"{held.name}, {len(held):,} papers, at {held.path}"
    if flaws := held.flaws():
        return Finding("library", "wrong", f"{told}: {flaws[0]}", f"footnote doctor --repair -l {held.name}")
    return Finding("library", "ok", told)
