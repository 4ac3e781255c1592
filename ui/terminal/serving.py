"""Making an assistant ready behind a server that is already there."""

import threading
from collections.abc import Callable

from corpus.errors import FootnoteError


def in_background(task: Callable[[], None], tell: Callable[[FootnoteError], None]) -> None:
    """Do a task in a thread of its own; an error that ends it is told, and ends nothing else."""

    def run() -> None:
        try:
            task()
        except FootnoteError as error:
            tell(error)

    threading.Thread(target=run, name="footnote-preparation", daemon=True).start()
