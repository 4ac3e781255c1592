"""What tells a finished index from a broken one, by notes beside its folder."""

import json
from pathlib import Path


class Seal:
    """Two notes beside an index: that it is being opened or written, and how large its files were after.

    A process that is killed leaves the first one behind. The second one finds files that were cut short:
    Chroma loads those unchecked, and the process crashes.

    Args:
        folder: of the index.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unfinished = folder.with_name(f"{folder.name}.unfinished")
        self._sizes = folder.with_name(f"{folder.name}.sizes")

    @property
    def holds(self) -> bool:
        """Whether the index was finished, and none of its files has become smaller."""
        if self._unfinished.exists():
            return False
        now = self._measured()
        return all(now.get(file, -1) >= size for file, size in self._noted().items())

    def lift(self) -> None:
        """Note that the index is being opened or written."""
        self._unfinished.touch()

    def put(self) -> None:
        """Note that the index is finished."""
        self._sizes.write_text(json.dumps(self._measured()), "utf-8")
        self._unfinished.unlink(missing_ok=True)

    def forget(self) -> None:
        """Take the notes away, with the index that they were about."""
        self._sizes.unlink(missing_ok=True)
        self._unfinished.unlink(missing_ok=True)

    def _measured(self) -> dict[str, int]:
        """Of the vectors alone: the database is checked by SQLite."""
        files = self._folder.glob("*/*")
        return {file.relative_to(self._folder).as_posix(): file.stat().st_size for file in files}

    def _noted(self) -> dict[str, int]:
        try:
            noted = json.loads(self._sizes.read_text("utf-8"))
            return {str(file): int(size) for file, size in noted.items()}
        except (FileNotFoundError, ValueError, AttributeError, TypeError):
            return {}
