"""The assistants of all libraries of a home, one for each and one for all together, over the same models."""

import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from corpus.errors import FootnoteError
from rag.assistant import Assistant
from rag.libraries import ALL, library_names, library_path, library_to_fill, open_libraries, open_library

SECONDS_TO_TRY = 0.1
"""How long a library that was left out of all is waited for."""
SECONDS_LEFT_ALONE = 30.0
"""After which it is tried again; one whose file has changed is tried at once."""


@dataclass(frozen=True)
class _Failure:
    """A library that could not be opened: its file as it was then, and when it was tried."""

    stamp: tuple[int, int]
    tried: float


class Assistants:
    """Opens libraries when they are first wanted. May be used from any thread.

    Args:
        first: the assistant that is asked where no library is named, of one library or of all; the others
            share its models.
        clock: tells seconds.
    """

    def __init__(self, first: Assistant, clock: Callable[[], float] = time.monotonic) -> None:
        self._first = first
        is_of_all = first.name == ALL
        self._opened = {} if is_of_all else {first.name: first}
        self._together = first if is_of_all else None
        self._clock = clock
        self._failures: dict[str, _Failure] = {}
        self._lock = threading.Lock()
        self._joining = threading.Lock()

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
        name = name or self._first.name
        if name == ALL:
            return self._of_all()
        with self._lock:
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

    def close(self) -> None:
        """Let go of every library and index. No question may be under way."""
        with self._lock:
            for assistant in (*self._opened.values(), *filter(None, [self._together])):
                assistant.close()

    def _own_names(self) -> tuple[str, ...]:
        return tuple(sorted({*library_names(self._first.settings), *self._opened}))

    def _of_all(self) -> Assistant:
        """The assistant of all libraries together: another one, once others can be opened.

        One caller at a time looks for others; who comes meanwhile asks those that are there.
        """
        together = self._together
        if together and self._joining.locked():
            return together
        with self._joining:
            return self._joined()

    def _joined(self) -> Assistant:
        if self._together is None or not self._has_all(self._together):
            # The one before is not closed: a question may be under way, which reads its libraries to the
            # end. Nothing else refers to it, and its files are let go of when it is collected.
            shelf = open_libraries(self._first.settings, ALL)
            self._together = self._first.beside(*shelf.libraries, notice=" ".join(shelf.absent))
        return self._together

    def _has_all(self, together: Assistant) -> bool:
        """Whether an assistant is of every library that is there and can be opened."""
        held, there = {library.name for library in together.libraries}, set(self._own_names())
        return held <= there and not any(map(self._can_be_opened, sorted(there - held)))

    def _can_be_opened(self, name: str) -> bool:
        """Whether a library can be opened; one that could not be just now is not tried again."""
        known, stamp = self._failures.get(name), self._stamp(name)
        if known and known.stamp == stamp and self._clock() - known.tried < SECONDS_LEFT_ALONE:
            return False
        try:
            with closing(open_library(self._first.settings, name, busy_timeout=SECONDS_TO_TRY)):
                return True
        except FootnoteError:
            self._failures[name] = _Failure(stamp, self._clock())
            return False

    def _stamp(self, name: str) -> tuple[int, int]:
        """What changes when the file of a library does."""
        try:
            status = library_path(self._first.settings, name).stat()
        except (OSError, FootnoteError):
            return (0, 0)
        return (status.st_mtime_ns, status.st_size)
