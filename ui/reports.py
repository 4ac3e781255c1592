"""The latest report of `footnote eval`, read from the JSON file that it writes.

Of that file the page takes `title`, `subtitle`, `verdict` (sentences), `tiles` (each of value, label,
note and tone) and `pictures` (each an SVG source and a caption).
"""

import base64
import json
import re
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

LARGEST = 50_000_000
"""The bytes of a report that is still read."""

_SVG = re.compile(r"<svg\b[^>]*>")
_LIGHT = "--ink:#1c2127;--muted:#5a626b;--line:#e1e0da;--ours:#1f4e8c;--rival:#b3541e;--third:#2c6e49"
_DARK = "--ink:#e6e4de;--muted:#a2a9b2;--line:#30363d;--ours:#8fb8ec;--rival:#f0a06a;--third:#7fc9a0"
_COLOURS = f"<style>:root{{{_LIGHT}}}@media(prefers-color-scheme:dark){{:root{{{_DARK}}}}}</style>"


class Tile(BaseModel):
    """One number to see first."""

    model_config = ConfigDict(frozen=True)

    value: str
    label: str
    note: str = ""
    tone: str = "plain"


class Picture(BaseModel):
    """A drawing, and in words what it shows."""

    model_config = ConfigDict(frozen=True)

    svg: str
    caption: str

    @property
    def address(self) -> str:
        """The drawing as an image's address: as an image, nothing in it can run or load."""
        coloured = _SVG.sub(lambda tag: tag[0] + _COLOURS, self.svg, count=1)
        return "data:image/svg+xml;base64," + base64.b64encode(coloured.encode()).decode()


class Report(BaseModel):
    """What the page shows of a report."""

    model_config = ConfigDict(frozen=True)

    title: str
    subtitle: str = ""
    verdict: tuple[str, ...] = ()
    tiles: tuple[Tile, ...]
    pictures: tuple[Picture, ...] = ()
    path: Path = Path()


def latest_report(folders: Iterable[Path]) -> Report | None:
    """The newest report in some folders, or one level below; what cannot be read is passed over."""
    files = [path for folder in folders for path in (*folder.glob("*.json"), *folder.glob("*/*.json"))]
    for path in sorted(files, key=_written, reverse=True):
        if report := _read(path):
            return report
    return None


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _read(path: Path) -> Report | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        said = json.loads(path.read_text("utf-8"))
        return Report.model_validate({**said, "path": path})
    except (OSError, ValueError, TypeError, ValidationError):
        return None
