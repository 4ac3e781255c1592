"""The optional packages of `footnote[evals]`, imported where they are needed."""

from importlib import import_module
from types import ModuleType

from rag.errors import MissingExtraError


def require(module: str) -> ModuleType:
    """An optional module.

    Raises:
        MissingExtraError: its package is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"{module.partition('.')[0]} is not installed.",
            remedy="Install it with `pip install 'footnote[evals]'`.",
        ) from error
