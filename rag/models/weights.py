"""Fetching model files: looked for, downloaded where missing, checked, remembered."""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from rag.errors import WeightsDamagedError, WeightsError, WeightsUnavailableError
from rag.models.draft import Draft, chunks_of
from rag.models.manifest import WeightsFile
from rag.models.places import Place
from rag.progress import Progress, Report, unreported


def fetch(file: WeightsFile, folder: Path, *, places: Sequence[Place], report: Report = unreported) -> Path:
    """Where a file is on disk, unaltered; it is fetched first where it is missing.

    Of several processes that want the same file, one fetches and the others wait. What has arrived
    outlives an interruption: the next call goes on from there.

    Args:
        file: what is wanted.
        folder: the models folder.
        places: where to look for it, in turn.
        report: is told of progress, in bytes.

    Raises:
        WeightsUnavailableError: no place has it, or the folder cannot be written to.
        WeightsDamagedError: the file is altered and no place has another.
        DiskFullError: there is no room for it.
    """
    path = folder / file.name
    try:
        if not is_intact(file, path):
            _fetch_alone(file, path, places, report)
    except OSError as error:
        raise WeightsUnavailableError(
            f"{file.name} cannot be kept in {folder} ({error.strerror or error}).",
            remedy="Set FOOTNOTE_HOME to a folder that can be written to.",
        ) from error
    return path


def is_intact(file: WeightsFile, path: Path) -> bool:
    """Whether a file is there, and is what it should be.

    A file that was checked once is known again by its size and time, without reading it. A file whose
    hash nobody has published is held to the hash that it had when it was first seen.
    """
    if not path.is_file():
        return False
    stamp = _Stamp.read(path)
    wanted = file.sha256 or (stamp.sha256 if stamp else None)
    if stamp and stamp.sha256 == wanted and stamp.fits(path):
        return True
    actual = _sha256(path)
    if actual != (wanted or actual):
        return False
    _Stamp.of(path, actual).write(path)
    return True


def _fetch_alone(file: WeightsFile, path: Path, places: Sequence[Place], report: Report) -> None:
    partial = path.parent / ".partial"
    partial.mkdir(parents=True, exist_ok=True)
    with _turn(FileLock(partial / f"{file.name}.lock"), file, report):
        if is_intact(file, path):
            return
        with Draft(file, partial, report) as draft:
            draft.see_room()
            _deliver(draft, places, path)
            sha256 = draft.sha256
            draft.land(path)
        _Stamp.of(path, sha256).write(path)


def _turn(lock: FileLock, file: WeightsFile, report: Report) -> AbstractContextManager[object]:
    """The lock, held; another process that holds it is waited for."""
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        report(Progress(f"{file.name}, which another process is fetching", 0, file.size or 0))
        return lock.acquire()


def _deliver(draft: Draft, places: Sequence[Place], path: Path) -> None:
    """Let the first place that can complete the draft."""
    troubles = []
    for place in places:
        try:
            _deliver_from(place, draft)
        except (WeightsUnavailableError, WeightsDamagedError) as error:
            troubles.append((place.name, error))
        else:
            return
    raise _nowhere(draft, path, troubles)


def _deliver_from(place: Place, draft: Draft) -> None:
    """Let a place complete the draft; if the beginning was bad, let it deliver all."""
    begun = draft.size > 0
    place.deliver(draft)
    try:
        draft.check()
    except WeightsDamagedError:
        if not begun:
            raise
        place.deliver(draft)
        draft.check()


def _nowhere(draft: Draft, path: Path, troubles: Sequence[tuple[str, WeightsError]]) -> WeightsError:
    """The error for a file that no place could deliver."""
    tried = " ".join(f"{name}: {error.happened}" for name, error in troubles)
    damaged = path.is_file() or any(isinstance(error, WeightsDamagedError) for _, error in troubles)
    state = "was cut short or altered" if path.is_file() else "is missing"
    kind = WeightsDamagedError if damaged else WeightsUnavailableError
    return kind(
        f"{draft.file.name} {state}, and "
        + (f"no place delivered it. {tried}" if tried else "FOOTNOTE_OFFLINE forbids to fetch it."),
        kept=f"{draft.size / 1e6:,.0f} MB have arrived and are kept." if draft.size else "",
        remedy=f"Put the file at {path}, or start again with a connection.{_way_out(draft.file)}",
    )


def _way_out(file: WeightsFile) -> str:
    """How to do without a file, where that is possible."""
    if not file.name.endswith(".gguf"):
        return ""
    return " FOOTNOTE_LLM=none answers by quotation, without a chat model."


@dataclass(frozen=True)
class _Stamp:
    """What was known of a file when it was last read whole."""

    sha256: str
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, path: Path, sha256: str) -> "_Stamp":
        status = path.stat()
        return cls(sha256, status.st_size, status.st_mtime_ns)

    @classmethod
    def read(cls, path: Path) -> "_Stamp | None":
        try:
            return cls(**json.loads(_stamp_path(path).read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def fits(self, path: Path) -> bool:
        return self == _Stamp.of(path, self.sha256)

    def write(self, path: Path) -> None:
        target = _stamp_path(path)
        target.parent.mkdir(exist_ok=True)
        fresh = target.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(asdict(self)))
        fresh.replace(target)


def _stamp_path(path: Path) -> Path:
    return path.parent / ".checked" / f"{path.name}.json"


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    for chunk in chunks_of(path):
        digest.update(chunk)
    return digest.hexdigest()
