"""`footnote password`: a name and a password for the page."""

from pathlib import Path
from typing import Annotated

import typer


def password(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The password file; made if missing.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who it is for.")],
    secret: Annotated[
        str, typer.Option("--password", prompt=True, confirmation_prompt=True, hide_input=True, hidden=True)
    ],
) -> None:
    """Give somebody a password for `footnote chat --auth FILE`, or another one.

    The file keeps a hash of it (bcrypt), and nothing from which the password could be read.
    """
    from corpus.files import write_whole
    from ui.access import password_line
    from ui.errors import AccessError
    from ui.terminal.output import Output

    line = password_line(name, secret)
    try:
        before = file.read_text("utf-8").splitlines(keepends=True) if file.exists() else []
        others = [kept for kept in before if kept.partition(":")[0] != name]
        write_whole(file, "".join([*others, line]))
    except (OSError, UnicodeDecodeError) as error:
        raise AccessError(f"The file {file} cannot be written ({error}).") from error
    Output().write(f"{name} can sign in now, after `footnote chat` is started anew.")
