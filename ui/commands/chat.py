"""`footnote chat`: the web page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.options import LibraryName

if TYPE_CHECKING:
    from ui.access import Access


def chat(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="The port; if it is taken, the next free one.")
    ] = 7860,
    library: LibraryName = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
    auth: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Ask for a name and a password of this file.")
    ] = None,
    user_header: Annotated[
        str | None, typer.Option(metavar="NAME", help="Trust a proxy on this machine to tell who asks.")
    ] = None,
) -> None:
    """Serve the web page, and show it in the browser.

    The page is there at once. What is missing is fetched behind it, and until the chat model is ready
    the page answers by quotation. Make a password file with `footnote password FILE NAME`.
    """
    from rag.assistants import Assistants
    from rag.libraries import open_library
    from ui.access import is_loopback
    from ui.server import serve
    from ui.terminal.output import Output
    from ui.terminal.preparing import AnnouncedAssistant
    from ui.terminal.progress import showing_progress
    from ui.terminal.settings import settings_in_use

    settings, terminal = settings_in_use(), Output(stderr=True)
    access = _access(auth, user_header)
    if access is None and not is_loopback(host):
        terminal.write(f"Whoever reaches {host} can ask and read the papers: there is no password.", "yellow")
    with showing_progress() as display:
        assistant = AnnouncedAssistant(open_library(settings, library), settings=settings, display=display)
        serve(
            assistant,
            host=host,
            port=port,
            open_browser=not no_browser,
            assistants=Assistants(assistant),
            access=access,
        )


def _access(auth: Path | None, user_header: str | None) -> "Access | None":
    """Who may open the page, as the options say.

    Raises:
        AccessError: both options are given, or the file cannot be read.
    """
    from ui.access import PasswordFile, ProxyHeader
    from ui.errors import AccessError

    if auth and user_header:
        raise AccessError("Passwords and a proxy's header exclude each other.", remedy="Give one of them.")
    if auth:
        return PasswordFile.read(auth)
    return ProxyHeader(user_header) if user_header else None
