"""`footnote mcp`: a server for assistants that speak the Model Context Protocol."""

from typing import Annotated

import typer

from ui.terminal.options import LibraryName


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Serve at an address instead of standard input and output.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port, with --http.")] = 7870,
    library: LibraryName = None,
) -> None:
    """Offer the answer, the search and the check to programs that speak the Model Context Protocol.

    Without options it speaks over standard input and output, as such programs start their servers.
    With --http it listens on this machine alone. It needs the extra `footnote[mcp]`.
    """
    from ui.mcp_server import mcp_server
    from ui.programs import Programs
    from ui.terminal.assistants import assistant_of
    from ui.terminal.output import Output
    from ui.terminal.serving import in_background

    with assistant_of(library) as assistant:
        server = mcp_server(Programs(assistant))
        told = Output(stderr=True)
        in_background(assistant.prepare, lambda error: told.write(str(error), "yellow"))
        if http:
            told.write(f"Footnote's tools are at http://127.0.0.1:{port}/mcp (stop with Ctrl+C).")
            server.run("streamable-http", host="127.0.0.1", port=port)
        else:
            server.run("stdio")
