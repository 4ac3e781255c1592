"""Making an assistant ready while the page is already there."""

import threading
from dataclasses import dataclass

from corpus.errors import FootnoteError
from ui.assistant import Assistant, Progress


@dataclass(frozen=True)
class Preparing:
    """How far the preparation is: `done` of `total` units, or the error that ended it."""

    running: bool = False
    done: int = 0
    total: int = 0
    error: str = ""


class Preparation:
    """Prepares an assistant in a thread of its own, and tells how far it is."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._now = Preparing()

    @property
    def now(self) -> Preparing:
        """How far it is."""
        return self._now

    def start(self) -> None:
        """Begin, or begin again after an error; nothing happens while it runs."""
        with self._lock:
            if self._now.running:
                return
            self._now = Preparing(running=True)
        threading.Thread(target=self._run, name="footnote-preparation", daemon=True).start()

    def _run(self) -> None:
        error = "The preparation ended unexpectedly; the log tells more."
        try:
            self._assistant.prepare(self._report)
            error = ""
        except FootnoteError as problem:
            error = str(problem)
        finally:
            self._now = Preparing(error=error)

    def _report(self, progress: Progress) -> None:
        self._now = Preparing(running=True, done=progress.done, total=progress.total)
