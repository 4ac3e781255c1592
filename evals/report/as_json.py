"""The report as JSON, for other programs."""

import json
import math
from dataclasses import asdict, is_dataclass
from typing import Any

from evals.report.document import Document


def as_json(document: Document) -> str:
    """The numbers of a report. What is undefined is null."""
    body = {"title": document.title, "verdict": list(document.verdict), **document.data}
    return json.dumps(_plain(body), indent=2, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:  # noqa: ANN401
    """The value in JSON's own types."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return None if isinstance(value, float) and math.isnan(value) else value
