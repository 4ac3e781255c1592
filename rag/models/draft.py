"""A file on its way to disk."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from rag.errors import DiskFullError, WeightsDamagedError
from rag.models.manifest import MIB, WeightsFile
from rag.progress import Progress, Report

CHUNK = MIB
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class Draft:
    """What has arrived of a file so far, hashed as it comes.

    The bytes are the same wherever they come from, so one place may go on where another stopped, in
    this process or in a later one. Use it as a context manager, under the file's lock.

    Args:
        file: the file that is wanted.
        folder: where the bytes are kept until all are there.
        report: is told of every piece that arrives.
    """

    def __init__(self, file: WeightsFile, folder: Path, report: Report) -> None:
        self.file = file
        self.total = file.size or 0
        self.folder = folder
        self._path = folder / file.name
        self._report = report
        self._hash = hashlib.sha256()
        self._path.touch()
        self._stream = self._path.open("r+b")

    def __enter__(self) -> Self:
        for chunk in chunks_of(self._path):
            self._hash.update(chunk)
        self._stream.seek(0, os.SEEK_END)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    @property
    def size(self) -> int:
        """How many bytes have arrived."""
        return self._stream.tell()

    @property
    def sha256(self) -> str:
        """The hash of what has arrived, in hexadecimal."""
        return self._hash.hexdigest()

    def append(self, chunk: bytes, place: str) -> None:
        """Keep the next bytes.

        Raises:
            DiskFullError: the disk has no room for them.
        """
        with telling_of_a_full_disk(self.file.name, self._path, needed=self.total - self.size):
            self._stream.write(chunk)
            self._stream.flush()
        self._hash.update(chunk)
        self.told(place)

    def told(self, place: str, *, underway: int = 0) -> None:
        """Report how far the file has come; `underway` bytes have arrived but are not kept yet."""
        self._report(Progress(f"{self.file.name} from {place}", self.size + underway, self.total))

    def expect(self, total: int) -> None:
        """Take the file's size from a place that knows it, and see that there is room for the rest."""
        self.total = total
        self.see_room()

    def see_room(self, spare: int = 0) -> None:
        """See that the disk has room for what is missing, and for `spare` bytes beside it.

        Raises:
            DiskFullError: it has not.
        """
        needed = self.total - self.size + spare
        if shutil.disk_usage(self._path.parent).free < needed:
            raise no_room(self.file.name, self._path, needed)

    def restart(self) -> None:
        """Forget all that has arrived."""
        self._stream.seek(0)
        self._stream.truncate()
        self._hash = hashlib.sha256()

    def check(self) -> None:
        """See that the whole file has arrived, unaltered; forget it where it has not.

        Raises:
            WeightsDamagedError: it is cut short or altered.
        """
        wanted = self.file.sha256 or self.sha256
        if self.size and self.size == (self.file.size or self.size) and self.sha256 == wanted:
            return
        self.restart()
        raise WeightsDamagedError(f"What arrived as {self.file.name} was cut short or altered.")

    def land(self, target: Path) -> None:
        """Put the whole file where it belongs, in one step."""
        os.fsync(self._stream.fileno())
        self._stream.close()
        self._path.replace(target)


def chunks_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a mebibyte at a time."""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def no_room(name: str, path: Path, needed: int) -> DiskFullError:
    """The error for a disk on which `needed` more bytes have no room."""
    free = shutil.disk_usage(path.parent).free
    return DiskFullError(
        f"{name} needs {needed / 1e6:,.0f} MB more in {path.parent}, where {free / 1e6:,.0f} MB are free.",
        kept="What has already arrived is kept.",
        remedy="Make room and start again, or set FOOTNOTE_HOME to a folder on another disk.",
    )


@contextmanager
def telling_of_a_full_disk(name: str, path: Path, *, needed: int) -> Iterator[None]:
    """Turn the operating system's error for a full disk into a `DiskFullError`."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise no_room(name, path, needed) from error
        raise
