"""The command line, `footnote`: its commands, put together."""

import signal
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from ui.terminal.ending import ending_in_a_sentence

if TYPE_CHECKING:
    import typer


def main() -> None:
    """Run the command that the arguments name."""
    _write_whatever_comes()
    try:
        with ending_in_a_sentence():
            commands()()
    finally:
        # The sentence is told: a second Ctrl-C ends what is still being closed, without a traceback.
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _write_whatever_comes() -> None:
    """Let a character that the terminal's encoding lacks be written as an escape, and end nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def commands() -> "typer.Typer":
    """All commands. Whatever they need is loaded when one of them runs."""
    import typer

    from ui.commands.add import add
    from ui.commands.ask import ask
    from ui.commands.chat import chat
    from ui.commands.check import check
    from ui.commands.doctor import doctor
    from ui.commands.evaluate import FORWARDED, evaluate
    from ui.commands.libraries import libraries
    from ui.commands.papers import papers
    from ui.commands.rebuild import rebuild
    from ui.commands.search import search
    from ui.commands.version import footnote
    from ui.terminal.group import SentenceGroup

    app = typer.Typer(
        cls=SentenceGroup,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(footnote)
    for command in (chat, ask, search, check, papers, libraries, add, rebuild, doctor):
        app.command()(command)
    app.command("eval", context_settings=FORWARDED, add_help_option=False)(evaluate)
    return app
