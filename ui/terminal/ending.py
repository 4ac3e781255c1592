"""How a command ends that cannot go on: with a sentence and an exit status."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import FootnoteError
from ui.terminal.printable import printable

FAILED = 1
NOBODY_READS = 141


@contextmanager
def ending_in_a_sentence() -> Iterator[None]:
    """Turn what stops a command into one line on the error stream and the status that shells expect.

    Raises:
        SystemExit: with 1 after a `FootnoteError`, and with 141, silently, when nobody reads the output
            any more.
    """
    try:
        yield
        sys.stdout.flush()
    except FootnoteError as error:
        sys.stderr.write(f"{printable(str(error))}\n")
        raise SystemExit(FAILED) from None
    except BrokenPipeError:
        _drop_output()
        raise SystemExit(NOBODY_READS) from None


def _drop_output() -> None:
    """Let Python's last flush go nowhere: it would complain of the closed pipe again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
