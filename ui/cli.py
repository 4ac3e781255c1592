"""The command line, `footnote`: its commands, put together. What one needs is loaded when it runs."""

import typer

from ui.commands.add import add
from ui.commands.ask import ask
from ui.commands.backup import backup
from ui.commands.chat import chat
from ui.commands.check import check
from ui.commands.doctor import doctor
from ui.commands.evaluate import FORWARDED, evaluate
from ui.commands.export import export
from ui.commands.libraries import libraries
from ui.commands.mcp import mcp
from ui.commands.papers import papers
from ui.commands.password import password
from ui.commands.rebuild import rebuild
from ui.commands.remove import remove
from ui.commands.restore import restore
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
for command in (
    chat, ask, search, check, add, papers, remove, export, libraries, rebuild, backup, restore,
    mcp, password, doctor,
):  # fmt: skip
    app.command()(command)
app.command("eval", context_settings=FORWARDED, add_help_option=False)(evaluate)
