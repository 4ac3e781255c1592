"""Looking into the objects of a JSON file, whose shape nobody vouches for."""

from collections.abc import Mapping


def inner(value: object, *path: str) -> object:
    """The value at a path of names, or None where the path breaks off."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def text(value: object, *path: str) -> str:
    """The text at a path of names; empty where there is none."""
    found = inner(value, *path)
    return str(found) if isinstance(found, str | int) else ""


def items(value: object, *path: str) -> list[object]:
    """The list at a path of names; empty where there is none."""
    found = inner(value, *path)
    return found if isinstance(found, list) else []
