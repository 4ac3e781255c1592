"""The entry of the command line. Nothing heavy is imported before Ctrl-C is provided for."""

import sys

from ui.terminal.interrupts import Interrupts


def main() -> None:
    """Run the command that the arguments name."""
    interrupts = Interrupts()
    try:
        interrupts.listen()
        _run()
    except KeyboardInterrupt:
        interrupts.heard = True
    finally:
        interrupts.end()


def _run() -> None:
    from ui.cli import app
    from ui.terminal.ending import ending_in_a_sentence

    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal's encoding lacks is written as an escape, and ends nothing.
        getattr(stream, "reconfigure", dict)(errors="backslashreplace")
    with ending_in_a_sentence():
        app()


if __name__ == "__main__":
    main()
