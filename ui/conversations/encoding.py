"""A turn as bytes, and back: JSON, compressed, for a turn names the same papers again and again."""

import zlib
from functools import cache

from pydantic import TypeAdapter

from ui.conversation import Turn


def encoded(turn: Turn) -> bytes:
    """The turn as bytes."""
    return zlib.compress(_adapter().dump_json(turn))


def decoded(stored: bytes) -> Turn:
    """The turn that was encoded.

    Raises:
        ValueError: these bytes are no turn of this version.
    """
    try:
        return _adapter().validate_json(zlib.decompress(stored))
    except zlib.error as error:
        raise ValueError(str(error)) from error


@cache
def _adapter() -> TypeAdapter[Turn]:
    return TypeAdapter(Turn)
