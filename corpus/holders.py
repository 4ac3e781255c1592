"""Which process holds a lock on a file, as far as the system tells: Linux does, in /proc/locks."""

import os
from collections.abc import Iterator
from pathlib import Path

_LOCKS = Path("/proc/locks")
_LONGEST_COMMAND = 80


def holder_of(*files: Path) -> str:
    """The process that holds a lock to write on one of some files: "process 4711 (footnote add a.bib)".

    Nothing where no other process does, or the system does not tell.
    """
    inodes = {str(file.stat().st_ino) for file in files if file.exists()}
    others = (pid for pid, inode in _write_locks() if inode in inodes and pid != os.getpid())
    return next((f"process {pid}{_command(pid)}" for pid in others), "")


def _write_locks() -> Iterator[tuple[int, str]]:
    """Process and inode of every lock to write that is held (man 5 proc_locks)."""
    try:
        lines = _LOCKS.read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for line in lines:
        match line.split():
            case [_, "POSIX" | "FLOCK" | "OFDLCK", _, "WRITE", pid, place, *_]:
                yield int(pid), place.rpartition(":")[2]


def _command(pid: int) -> str:
    try:
        said = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
    words = said.rstrip("\0").split("\0")
    told = " ".join([Path(words[0]).name, *words[1:]])[:_LONGEST_COMMAND]
    return f" ({told})" if told else ""
