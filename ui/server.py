"""Serving the page on this machine."""

import contextlib
import os
import socket
import time
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ui.access import Access, launch_options
from ui.assistant import Assistant
from ui.errors import PortsTakenError
from ui.preparation import Preparation
from ui.shelf import Alone, Assistants, Shelf

if TYPE_CHECKING:
    import gradio as gr

PORTS_TRIED = 100
HOUR = 3600.0
LARGEST_UPLOAD = 100 * 2**20
"""The bytes of a file that the page takes."""
THREADS = 128
"""For what waits: more than answers and checks are under way at once, so that a search finds one free."""

_SERVING: dict[str, Any] = {
    "run_history": False,
    "ssr_mode": False,
    "share": False,
    "max_file_size": LARGEST_UPLOAD,
    "max_threads": THREADS,
    "quiet": True,
    "prevent_thread_lock": True,
}


@dataclass(frozen=True)
class Served:
    """A page that is being served, until it is closed."""

    url: str
    port: int
    page: "gr.Blocks"

    def close(self) -> None:
        """Stop serving."""
        self.page.close(verbose=False)


def serve(
    assistant: Assistant,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = True,
    assistants: Assistants | None = None,
    access: Access | None = None,
) -> None:
    """Serve the page until the process is interrupted.

    Args:
        assistant: answers the questions; it is made ready in the background.
        host: the address to listen on; by default this machine alone can reach it.
        port: the port to listen on; when it is taken, the next free one.
        open_browser: whether to show the page in the browser.
        assistants: those of all libraries that can be chosen; `assistant` alone if None.
        access: who may open the page; everybody who reaches it if None.

    Raises:
        PortsTakenError: neither that port nor one of the hundred after it is free.
        AccessError: `access` cannot be relied on at that address.
    """
    served = start(assistant, host=host, port=port, assistants=assistants, access=access)
    if served.port != port:
        typer.echo(f"Port {port} is in use; taking {served.port}.")
    typer.echo(f"Footnote is at {served.url} (stop with Ctrl+C).")
    if open_browser:
        webbrowser.open(served.url)
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            time.sleep(HOUR)
    served.close()


def start(
    assistant: Assistant,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    home: Path | None = None,
    assistants: Assistants | None = None,
    access: Access | None = None,
) -> Served:
    """Begin to serve the page, and to make the assistant ready, and come back.

    Args:
        assistant: as `serve` takes it, like the others.
        host: the address to listen on.
        port: the port to listen on, or the next free one.
        home: the folder where what the page shows is kept; that of the settings if None.
        assistants: those of all libraries.
        access: who may open the page.

    Raises:
        PortsTakenError: neither that port nor one of the hundred after it is free, or another program
            took the one that was.
        AccessError: `access` cannot be relied on at that address.
    """
    allowed, free = launch_options(access, host), free_port(host, port)
    keep_to_this_machine()
    from rag.settings import load_settings
    from ui.page import build_page

    preparation = Preparation(assistant)
    shelf = Shelf(assistants or Alone(assistant), preparation)
    home = home or load_settings().home
    page = build_page(shelf, (Path("reports"), home / "reports"), home)
    with _telling_of_a_race(host, free):
        _, url, _ = page.launch(server_name=host, server_port=free, **_appearance(), **_SERVING, **allowed)
    preparation.start()
    return Served(url, free, page)


def _appearance() -> dict[str, Any]:
    """How Gradio is told what the page looks like, and what it may load."""
    from starlette.middleware import Middleware

    from ui import looks
    from ui.first_paint import with_shell
    from ui.policy import SecurityHeaders
    from ui.theme import FootnoteTheme

    return {
        "theme": FootnoteTheme(),
        "css": looks.style(),
        "js": looks.script(),
        "favicon_path": looks.icon(),
        "footer_links": [],
        "app_kwargs": {"middleware": [Middleware(SecurityHeaders, dressed=with_shell)]},
    }


@contextlib.contextmanager
def _telling_of_a_race(host: str, port: int) -> Iterator[None]:
    """Turn the failure to listen on a port that was free just now into a `PortsTakenError`."""
    try:
        yield
    except OSError as error:
        raise PortsTakenError(
            f"The page cannot be put on port {port} of {host}: something else took it at the same moment.",
            remedy="Start it again, or name another port with --port.",
        ) from error


def keep_to_this_machine() -> None:
    """Tell Gradio and its hub client to contact nobody, and to draw nothing.

    To be called before Gradio is imported.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
    # At each event Gradio asks matplotlib what it draws with: where that is open, all of pyplot is loaded
    # to find out, for seconds and in the midst of the first question.
    os.environ.setdefault("MPLBACKEND", "agg")


def free_port(host: str, first: int) -> int:
    """The first free port from `first` on.

    Raises:
        PortsTakenError: none of a hundred is free.
    """
    last = min(first + PORTS_TRIED, 65536)
    for port in range(first, last):
        with contextlib.suppress(OSError), socket.create_server((host, port)):
            return port
    raise PortsTakenError(
        f"The ports {first} to {last - 1} of {host} cannot be listened on.",
        remedy="Name another port with --port.",
    )
