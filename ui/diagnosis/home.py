"""The folder that holds models, libraries and indexes."""

import shutil
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ui.diagnosis.finding import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from rag.settings import Settings

REMEDY = "export FOOTNOTE_HOME=a folder that can be written to"


def home(settings: "Settings") -> Iterator[Finding]:
    """Whether files can be kept there, and how much room is left."""
    existing = _nearest_existing(settings.home)
    try:
        with tempfile.TemporaryFile(dir=existing) as file:
            file.write(b"footnote")
    except OSError as error:
        yield Finding("home", "wrong", f"{settings.home} cannot be written to ({error.strerror})", REMEDY)
        return
    room = f"{shutil.disk_usage(existing).free / 1e9:,.1f} GB free"
    if settings.home.is_dir():
        yield Finding("home", "ok", f"{settings.home}, {room}")
    else:
        yield Finding("home", "missing", f"{settings.home}, {room}", "It is made when it is needed.")


def _nearest_existing(folder: "Path") -> "Path":
    return next((place for place in (folder, *folder.absolute().parents) if place.exists()), folder)
