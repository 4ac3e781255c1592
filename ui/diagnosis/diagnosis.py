"""All checks, one after another; none of them can stop the others."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from corpus.errors import FootnoteError
from ui.diagnosis.chat_model import chat_model
from ui.diagnosis.embedding import embedding
from ui.diagnosis.finding import Finding
from ui.diagnosis.home import home
from ui.diagnosis.index import index
from ui.diagnosis.installation import engines, extras, packages, python
from ui.diagnosis.library import library

if TYPE_CHECKING:
    from rag.settings import Settings

INSTALLATION = (python, packages, extras, engines)
IN_USE = (home, library, embedding, chat_model, index)


def diagnose(settings: "Callable[[], Settings]") -> Iterator[Finding]:
    """What the checks find, as they find it.

    Args:
        settings: reads those in use; that they cannot be used is a finding too.
    """
    for check in INSTALLATION:
        yield from _surviving(check.__name__, check)
    yield from _surviving("settings", partial(_in_use, settings))


def _in_use(read: "Callable[[], Settings]") -> Iterator[Finding]:
    settings = read()
    for check in IN_USE:
        yield from _surviving(check.__name__, partial(check, settings))


def _surviving(name: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    subject = name.replace("_", " ")
    try:
        yield from check()
    except FootnoteError as error:
        yield Finding(subject, "wrong", f"{error.happened} {error.kept}".rstrip(), error.remedy)
    except Exception as error:  # noqa: BLE001 - whatever is broken here, the other checks must be told too
        yield Finding(
            subject, "wrong", f"{type(error).__name__}: {error}", "pip install --force-reinstall footnote"
        )
