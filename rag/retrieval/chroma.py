"""Where Chroma runs: embedded in a folder, or a server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rag.errors import IndexUnavailableError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection


def embedded_client(folder: Path) -> "Client":
    """Chroma inside this process, its files in `folder`."""
    import chromadb
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    return cast("Client", chromadb.PersistentClient(path=folder, settings=Settings(anonymized_telemetry=False)))


def server_client(url: str) -> "Client":
    """A client of a Chroma server.

    Raises:
        IndexUnavailableError: the address is not one, or no Chroma answers there.
    """
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise IndexUnavailableError(
            f"FOOTNOTE_CHROMA_URL is not an address: {url!r}.", remedy="Write it as http://host:8000."
        )
    with translated(url):
        return chromadb.HttpClient(
            host=address.hostname,
            port=address.port or (443 if address.scheme == "https" else 80),
            ssl=address.scheme == "https",
            headers=_token(),
            settings=Settings(anonymized_telemetry=False),
        )


def collection(client: "Client", name: str) -> "Collection":
    """The collection of that name, made if it is not there; cosine distance, no embedding of its own."""
    return client.get_or_create_collection(
        name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Chroma's errors as ours, with the address or folder that was in use."""
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, httpx.HTTPError, ValueError, RuntimeError, OSError) as error:
        raise IndexUnavailableError(
            f"Chroma cannot be used at {where} ({error}).",
            kept="The papers are safe in the library; the index is only derived from them.",
            remedy="Start the server, or run `footnote rebuild`.",
        ) from error


def _token() -> dict[str, str]:
    token = os.environ.get("FOOTNOTE_CHROMA_TOKEN")
    return {"Authorization": f"Bearer {token}"} if token else {}
