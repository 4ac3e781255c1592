"""How much memory processes have held at most."""

import re
from pathlib import Path

import psutil

_HIGHEST = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def peak_with_children() -> int:
    """Bytes: the largest resident memory of this process and of each that it started, added up.

    They need not have been at their largest at once, so it is a bound. Linux keeps each one's largest
    (`VmHWM`, man 5 proc_pid_status); elsewhere what they hold now stands in its place.
    """
    this = psutil.Process()
    return sum(map(_peak, [this, *this.children(recursive=True)]))


def _peak(process: psutil.Process) -> int:
    """The largest resident memory of one process, in bytes; 0 of one that has ended meanwhile."""
    try:
        found = _HIGHEST.search(Path(f"/proc/{process.pid}/status").read_text("utf-8"))
    except OSError:
        found = None
    try:
        return int(found[1]) * 1024 if found else int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
