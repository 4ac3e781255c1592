"""Lists and objects that a cell of a table holds as text: in JSON, or as Python and NumPy write them."""

import ast
import json
import re
import warnings
from collections.abc import Mapping

_BEGINS = ("[", "{")
_QUOTED = re.compile(r"'([^']+)'|\"([^\"]+)\"")
_UNPARTED = re.compile(r"['\"]\s+['\"]")
_WRONG = (ValueError, SyntaxError, TypeError, MemoryError, RecursionError)


def unwrapped(cell: str) -> object:
    """The list or the object in a cell; the cell itself where there is none. Nothing is evaluated."""
    if not cell.startswith(_BEGINS):
        return cell
    if _UNPARTED.search(cell):
        return _quoted(cell)
    for parse in (json.loads, _python):
        try:
            return parse(cell)
        except _WRONG:
            continue
    return _quoted(cell)


def name_in(cell: str) -> str:
    """The name in a cell: of the object in it, or the first of a list's; else the cell."""
    found = unwrapped(cell)
    if isinstance(found, list):
        found = next(iter(found), "")
    if isinstance(found, Mapping):
        found = found.get("name")
    return found if isinstance(found, str) else ""


def _python(cell: str) -> object:
    with warnings.catch_warnings(action="ignore"):  # about backslashes, of which nothing can be known
        return ast.literal_eval(cell)


def _quoted(cell: str) -> object:
    """What stands in quotation marks, which NumPy puts no commas between; else the cell."""
    return [single or double for single, double in _QUOTED.findall(cell)] or cell
