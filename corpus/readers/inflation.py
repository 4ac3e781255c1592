"""Compressed data, inflated only as far as papers can be meant by it."""

import gzip
import io
from collections.abc import Callable
from typing import IO, BinaryIO

LARGEST_RATIO = 100
LARGEST_SIZE = 100 * 2**30
_UNSUSPECTED = 64 * 2**20


class InflationError(OSError):
    """Data that inflate beyond all measure."""


class Inflated(io.RawIOBase):
    """What comes out of a decompressor, until it is more than 100 times what went in, or than 100 GB.

    The first 64 MB are free: text that repeats itself may be compressed well. Reading further raises
    InflationError.

    Args:
        stream: what comes out.
        compressed: how many bytes have gone in so far.
    """

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, compressed: Callable[[], int]) -> None:
        self._stream = stream
        self._compressed = compressed
        self._size = 0

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def tell(self) -> int:
        """How many bytes have come out."""
        return self._size

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Read on, as `io.RawIOBase` has it."""
        data = self._stream.read(len(buffer))
        self._size += len(data)
        self._check()
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the decompressor too."""
        self._stream.close()
        super().close()

    def _check(self) -> None:
        if self._size > LARGEST_SIZE:
            raise InflationError(f"it inflates to more than {LARGEST_SIZE // 2**30} GB")
        if self._size > max(_UNSUSPECTED, LARGEST_RATIO * self._compressed()):
            raise InflationError(f"it inflates to more than {LARGEST_RATIO} times its size")


class Gunzipping(Inflated):
    """What comes out of a gzip file.

    Args:
        source: the file, which is closed with this.
    """

    def __init__(self, source: BinaryIO) -> None:
        super().__init__(_Gunzipped(source), source.tell)

    @property
    def taken_in(self) -> int:
        """How many bytes of the file have been read."""
        return self._compressed()


class _Gunzipped(gzip.GzipFile):
    """A gzip file that closes the stream which it reads from."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__(fileobj=source)
        self._source = source

    def close(self) -> None:
        """Close both."""
        super().close()
        self._source.close()
