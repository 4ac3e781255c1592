"""Where Chroma runs: embedded in a folder, or a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import SplitResult, urlsplit

from corpus.errors import FootnoteError
from rag.errors import IndexUnavailableError

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from pydantic import SecretStr

    from rag.settings import Settings as FootnoteSettings

SECONDS_TO_ANSWER = 5.0
"""How long a server may take to say that it is there."""


@dataclass(frozen=True)
class ChromaServer:
    """Where a Chroma server is, and how it is entered.

    An address that begins with https is spoken to over TLS. Where the server's certificate is signed by an
    authority of one's own, `SSL_CERT_FILE` names that authority's.

    Attributes:
        url: the address.
        token: that it asks for, if it does.
        tenant: the owner of the database.
        database: that holds the collections.
        hybrid: whether it is a distributed one that finds passages by their words too.
    """

    url: str
    token: "SecretStr | None" = None
    tenant: str = "default_tenant"
    database: str = "default_database"
    hybrid: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """The token as proxies before a server read it, and as Chroma's own cloud does."""
        if self.token is None:
            return {}
        token = self.token.get_secret_value()
        return {"Authorization": f"Bearer {token}", "X-Chroma-Token": token}


def chosen_server(settings: "FootnoteSettings") -> ChromaServer | None:
    """The server that the settings name; None where Chroma is embedded."""
    if not settings.chroma_url:
        return None
    return ChromaServer(
        settings.chroma_url,
        settings.chroma_token,
        settings.chroma_tenant,
        settings.chroma_database,
        hybrid=settings.chroma_hybrid,
    )


def embedded_client(folder: Path) -> "Client":
    """Chroma inside this process, its files in `folder`.

    `chromadb.PersistentClient` would share what another client of the folder has read, and would go on
    sharing it after a start that failed.

    Raises:
        IndexUnavailableError: the folder is damaged, or cannot be written.
    """
    from chromadb.api.client import Client
    from chromadb.api.rust import RustBindingsAPI
    from chromadb.config import Settings, System

    with translated(str(folder)):
        system = System(
            Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
        )
        system.instance(RustBindingsAPI)
        system.start()
        return Client.from_system(system)


def server_client(server: ChromaServer) -> "Client":
    """A client of a Chroma server.

    Raises:
        IndexUnavailableError: the address is not one, no Chroma answers there, or it has no such tenant
            or database.
    """
    import chromadb
    from chromadb.config import Settings

    address = _address(server.url)
    with translated(server.url):
        _check_answer(server.url, _heartbeat(address, server.headers))
        client = chromadb.HttpClient(
            host=address.hostname or "",
            port=_port(address),
            ssl=address.scheme == "https",
            headers=server.headers,
            settings=Settings(anonymized_telemetry=False),
            tenant=server.tenant,
            database=server.database,
        )
    return cast("Client", client)


def collection(client: "Client", name: str) -> "Collection":
    """The collection of that name, made if it is not there; cosine distance, no embedding of its own."""
    return client.get_or_create_collection(
        name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Chroma's errors as ours, with the address or folder that was in use. For calls of Chroma alone.

    Raises:
        IndexUnavailableError: Chroma failed, or its Rust part panicked.
    """
    try:
        yield
    except FootnoteError:
        raise
    except BaseException as error:
        if not _is_chromas(error):
            raise
        raise IndexUnavailableError(
            f"Chroma cannot be used at {where} ({_first_line(error)}).",
            kept="The papers are safe in the library; the index is only derived from them.",
            remedy="Start the server, or run `footnote rebuild`.",
        ) from error


def _is_chromas(error: BaseException) -> bool:
    """Whether an error is a failure, not an interruption; the panics of pyo3 derive from BaseException."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def _address(url: str) -> SplitResult:
    """The parts of an address.

    Raises:
        IndexUnavailableError: it is none.
    """
    try:
        address = urlsplit(url)
        if address.scheme in {"http", "https"} and address.hostname and _port(address):
            return address
    except ValueError:
        pass
    raise IndexUnavailableError(
        f"FOOTNOTE_CHROMA_URL is not an address: {url!r}.", remedy="Write it as http://host:8000."
    )


def _port(address: SplitResult) -> int:
    return address.port or (443 if address.scheme == "https" else 80)


def _heartbeat(address: SplitResult, headers: dict[str, str]) -> "httpx.Response":
    """What a server says when it is asked whether it is Chroma; chromadb itself would wait without end."""
    import httpx

    url = f"{address.scheme}://{address.netloc}/api/v2/heartbeat"
    return httpx.get(url, headers=headers, timeout=SECONDS_TO_ANSWER)


def _check_answer(url: str, response: "httpx.Response") -> None:
    if response.status_code in {401, 403}:
        raise IndexUnavailableError(
            f"The Chroma server at {url} refuses the token.", remedy="Correct FOOTNOTE_CHROMA_TOKEN."
        )
    if "nanosecond heartbeat" not in response.text:
        raise IndexUnavailableError(
            f"The server at {url} is not Chroma.", remedy="Correct FOOTNOTE_CHROMA_URL."
        )
