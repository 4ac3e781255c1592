"""`footnote chat`: the web page."""

from typing import Annotated

import typer

from ui.terminal.options import LibraryName


def chat(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="The port; if it is taken, the next free one.")
    ] = 7860,
    library: LibraryName = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
) -> None:
    """Serve the web page, and show it in the browser.

    The page is there at once. What is missing is fetched behind it, and until the chat model is ready
    the page answers by quotation.
    """
    from rag.libraries import open_library
    from ui.server import serve
    from ui.terminal.output import Output
    from ui.terminal.preparing import AnnouncedAssistant, is_loopback
    from ui.terminal.progress import showing_progress
    from ui.terminal.settings import settings_in_use

    settings, terminal = settings_in_use(), Output(stderr=True)
    if not is_loopback(host):
        terminal.write(f"Whoever reaches {host} can ask and read the papers: there is no password.", "yellow")
    with showing_progress() as display:
        assistant = AnnouncedAssistant(open_library(settings, library), settings=settings, display=display)
        serve(assistant, host=host, port=port, open_browser=not no_browser)
