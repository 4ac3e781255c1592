"""Ctrl-C: heard wherever it comes, and told in one line."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sys import UnraisableHookArgs

STATUS = 130
SECONDS = 1.0


class Interrupts:
    """Ends the process on Ctrl-C, whatever becomes of the exception.

    Python cannot pass an exception on from a callback of its import system, from `__del__` or from some
    compiled code. An interrupt that falls there is repeated, second by second, until one gets through.

    Attributes:
        heard: whether there was one.
    """

    def __init__(self) -> None:
        self.heard = False

    def listen(self) -> None:
        """Raise KeyboardInterrupt in the main thread from now on; a lost one is not told of."""
        from signal import SIGINT, signal

        sys.unraisablehook = _unless_interrupted
        signal(SIGINT, self._interrupt)

    def end(self) -> None:
        """Tell of an interrupt, if there was one; another ends at once what is still being closed.

        Raises:
            SystemExit: with 130, where there was one.
        """
        from signal import SIG_DFL, SIGINT, signal

        signal(SIGINT, SIG_DFL)
        if self.heard:
            sys.stderr.write("Stopped.\n")
            raise SystemExit(STATUS)

    def _interrupt(self, *_: object) -> None:
        from _thread import interrupt_main
        from threading import Timer

        self.heard = True
        again = Timer(SECONDS, interrupt_main)
        again.daemon = True
        again.start()
        raise KeyboardInterrupt


def _unless_interrupted(lost: "UnraisableHookArgs") -> None:
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)
