"""What a folder of results was made with, so that a resumed run cannot mix two states."""

import json
from collections.abc import Mapping
from pathlib import Path

from corpus.files import write_whole
from evals.errors import EvaluationError


def stamp(folder: Path, parts: Mapping[str, str]) -> None:
    """Write into a new folder what its results are made with, or see that an old one says the same.

    Raises:
        EvaluationError: its results were made with something else, or it cannot be written.
    """
    path = folder / "made_with.json"
    if path.exists():
        _must_match(path, parts)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(dict(parts), indent=2))
    except OSError as error:
        raise EvaluationError(
            f"{folder} cannot be written ({error}).", remedy="Name another folder with --out."
        ) from error


def _must_match(path: Path, parts: Mapping[str, str]) -> None:
    try:
        before = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} cannot be read ({error}).", remedy="Name another folder.") from error
    different = [name for name in parts if not isinstance(before, dict) or before.get(name) != parts[name]]
    if different:
        raise EvaluationError(
            f"The results in {path.parent} were made with other {', '.join(different)}.",
            kept="They are left as they are.",
            remedy="Name another folder with --out.",
        )
