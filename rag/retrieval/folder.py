"""The folder of an index: who may use it now, and what is said where nobody can."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from rag.errors import IndexUnavailableError

SECONDS_TO_WAIT = 600.0


@contextmanager
def usable(folder: Path) -> Iterator[None]:
    """What the system says against a folder, in a sentence.

    Raises:
        IndexUnavailableError: it cannot be read or written.
    """
    try:
        yield
    except OSError as error:
        raise IndexUnavailableError(
            f"The folder of the index, {folder}, cannot be used ({error.strerror or error}).",
            kept="The papers are safe in the library.",
            remedy="Look at its rights and its disk, or set FOOTNOTE_HOME to another folder.",
        ) from error


@contextmanager
def alone(folder: Path, seconds: float = SECONDS_TO_WAIT) -> Iterator[None]:
    """No other process of this machine, and no other index, opens or writes in the folder meanwhile.

    Args:
        folder: of the index; the lock is kept beside it.
        seconds: to wait for another one.

    Raises:
        IndexUnavailableError: another one has kept at it for too long, or the lock cannot be made.
    """
    lock = FileLock(folder.with_name(f"{folder.name}.lock"))
    with usable(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _acquire(lock, folder, seconds)
    try:
        yield
    finally:
        lock.release()


def _acquire(lock: FileLock, folder: Path, seconds: float) -> None:
    try:
        lock.acquire(timeout=seconds)
    except Timeout as error:
        raise IndexUnavailableError(
            f"Another process has been writing to the index at {folder} for {seconds:.0f} seconds.",
            kept="Nothing was changed here.",
            remedy="Wait for it, or end it; then ask again.",
        ) from error
