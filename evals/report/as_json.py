"""The report as JSON, for other programs.

`kind` says what was measured. What a page needs to show it stands in `title`, `subtitle`, `verdict`
(sentences), `tiles` (value, label, note, tone) and `pictures` (SVG source and caption, in colours that a page
may set); the other keys are the figures themselves.
"""

import json
import math
from dataclasses import asdict, is_dataclass
from typing import Any

import numpy as np

from evals.report.document import Document


def as_json(document: Document) -> str:
    """The numbers of a report. What is undefined is null."""
    pictures = [picture for section in document.sections for picture in section.pictures]
    body = {
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle,
        "verdict": list(document.verdict),
        "tiles": document.tiles,
        "pictures": pictures,
        **document.data,
    }
    return json.dumps(_plain(body), indent=2, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:  # noqa: ANN401
    """The value in JSON's own types."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return None if isinstance(value, float) and math.isnan(value) else value
