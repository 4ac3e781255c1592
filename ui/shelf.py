"""The libraries that a page offers: the assistant of each, and how far that is prepared."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypedDict

from corpus.errors import FootnoteError, LibraryNotFoundError
from ui.assistant import Assistant
from ui.line import Line
from ui.preparation import Preparation


class Choice(TypedDict):
    """What a visitor chose: a library (the first one if empty), and how strict a refusal is, from 0 to 1.

    As long as the visitor leaves that alone, it is as strict as the settings say: None.
    """

    library: str
    strictness: float | None


UNCHOSEN = Choice(library="", strictness=None)


def choice_of(value: Any) -> Choice:  # noqa: ANN401 - a browser may send anything
    """The choice that a browser remembers; what cannot be one is left out."""
    match value:
        case {"library": str(library), "strictness": None}:
            return Choice(library=library, strictness=None)
        case {"library": str(library), "strictness": int() | float() as strictness} if 0 <= strictness <= 1:
            return Choice(library=library, strictness=float(strictness))
    return UNCHOSEN


class Assistants(Protocol):
    """The assistants of some libraries. `rag.assistants.Assistants` is one of this kind."""

    def names(self) -> Sequence[str]:
        """The libraries that can be asked."""

    def of(self, name: str = "") -> Assistant:
        """The assistant of a library; of the first one, where none is named."""

    def make(self, name: str) -> Assistant:
        """The same; the library is made where it is not there."""


class Alone:
    """One assistant, of the only library there is.

    Args:
        assistant: that one.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def names(self) -> tuple[str, ...]:
        """The name of its library."""
        return (self._assistant.name,)

    def of(self, name: str = "") -> Assistant:
        """The assistant.

        Raises:
            LibraryNotFoundError: another library is named.
        """
        if name not in {"", self._assistant.name}:
            raise LibraryNotFoundError(f"There is no library “{name}” here.")
        return self._assistant

    def make(self, name: str) -> Assistant:
        """The assistant, if the library is its own.

        Raises:
            LibraryNotFoundError: another library is named.
        """
        return self.of(name)


@dataclass(frozen=True)
class Prepared:
    """An assistant, and how far it is prepared."""

    assistant: Assistant
    preparation: Preparation


class Shelf:
    """The libraries of a page, and the line before the model that they share. May be used from any thread.

    Args:
        assistants: one for each library.
        first: the preparation of the one that is asked where none is named.
    """

    def __init__(self, assistants: Assistants, first: Preparation) -> None:
        self._assistants = assistants
        self._prepared = {assistants.of().name: Prepared(assistants.of(), first)}
        self._lock = threading.Lock()
        self.line = Line()

    def names(self) -> Sequence[str]:
        """The libraries that can be chosen."""
        return self._assistants.names()

    def chosen(self, choice: Choice) -> Prepared:
        """The library of a choice; the first one, where that is not there any more."""
        try:
            return self._taken_down(self._assistants.of(choice["library"]))
        except FootnoteError:
            return self._taken_down(self._assistants.of())

    def make(self, name: str) -> Prepared:
        """A library by name, made where it is not there.

        Raises:
            LibraryError: it cannot be made or opened.
            SettingsError: the name cannot be one.
        """
        return self._taken_down(self._assistants.make(name))

    def _taken_down(self, assistant: Assistant) -> Prepared:
        """An assistant, whose preparation begins when it is first wanted."""
        with self._lock:
            known = self._prepared.get(assistant.name)
            if known is None or known.assistant is not assistant:
                known = self._prepared[assistant.name] = Prepared(assistant, Preparation(assistant))
                known.preparation.start()
            return known
