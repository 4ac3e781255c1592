"""The assistants of all libraries of a home, one for each, over the same models."""

import threading

from rag.assistant import Assistant
from rag.libraries import library_names, library_to_fill, open_library


class Assistants:
    """Opens libraries when they are first wanted. May be used from any thread.

    Args:
        first: the assistant that is asked where no library is named; the others share its models.
    """

    def __init__(self, first: Assistant) -> None:
        self._first = first
        self._opened = {first.library.name: first}
        self._lock = threading.Lock()

    def names(self) -> tuple[str, ...]:
        """The libraries that can be asked, in the order of the alphabet."""
        return tuple(sorted({*library_names(self._first.settings), *self._opened}))

    def of(self, name: str = "") -> Assistant:
        """The assistant of a library; of the first one, where none is named.

        Raises:
            LibraryError: the library is not there or cannot be opened.
            SettingsError: the name cannot be one.
        """
        with self._lock:
            name = name or self._first.library.name
            if name not in self._opened:
                self._opened[name] = self._first.beside(open_library(self._first.settings, name))
            return self._opened[name]

    def make(self, name: str) -> Assistant:
        """The same; the library is made where it is not there.

        Raises:
            LibraryError: the library cannot be opened.
            SettingsError: the name cannot be one.
        """
        library_to_fill(self._first.settings, name).close()
        return self.of(name)
