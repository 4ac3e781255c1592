"""The assistants of all libraries of a home, one for each and one for all together, over the same models."""

import threading

from rag.assistant import Assistant
from rag.libraries import ALL, library_names, library_to_fill, open_libraries, open_library


class Assistants:
    """Opens libraries when they are first wanted. May be used from any thread.

    Args:
        first: the assistant that is asked where no library is named; the others share its models.
    """

    def __init__(self, first: Assistant) -> None:
        self._first = first
        self._opened = {first.library.name: first}
        self._together: tuple[tuple[str, ...], Assistant] | None = None
        self._lock = threading.Lock()

    def names(self) -> tuple[str, ...]:
        """The libraries that can be asked, in the order of the alphabet; after two or more, `all`."""
        own = self._own_names()
        return (*own, ALL) if len(own) > 1 else own

    def of(self, name: str = "") -> Assistant:
        """The assistant of a library; of the first one, where none is named.

        Raises:
            LibraryError: the library is not there or cannot be opened.
            SettingsError: the name cannot be one.
        """
        with self._lock:
            name = name or self._first.library.name
            if name == ALL:
                return self._of_all()
            if name not in self._opened:
                self._opened[name] = self._first.beside(open_library(self._first.settings, name))
            return self._opened[name]

    def make(self, name: str) -> Assistant:
        """The same; a library that is not there is made.

        Raises:
            LibraryError: the library cannot be opened.
            SettingsError: the name cannot be one.
        """
        if name != ALL:
            library_to_fill(self._first.settings, name).close()
        return self.of(name)

    def _own_names(self) -> tuple[str, ...]:
        return tuple(sorted({*library_names(self._first.settings), *self._opened}))

    def _of_all(self) -> Assistant:
        """The assistant of all libraries together: another one, once there are others."""
        names = self._own_names()
        if self._together is None or self._together[0] != names:
            shelf = open_libraries(self._first.settings, ALL)
            self._together = names, self._first.beside(*shelf.libraries, notice=" ".join(shelf.absent))
        return self._together[1]
