"""The stores of an index: a folder of this machine, or a Chroma server. Each opens, renews and lets go."""

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rag.errors import IndexUnavailableError
from rag.retrieval.chroma import ChromaServer, collection, embedded_client, server_client, translated
from rag.retrieval.folder import usable
from rag.retrieval.seal import Seal
from rag.retrieval.vectors import ChromaPassages
from rag.retrieval.worded import WordedPassages, worded_collection

if TYPE_CHECKING:
    from chromadb.api.client import Client

_FOLDER_OF_VECTORS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Store(Protocol):
    """Where the vectors of an index are kept. All methods raise IndexUnavailableError."""

    def open(self, name: str) -> ChromaPassages:
        """The passages of that name as they are now, whoever wrote them; none where there were none."""
        ...

    def renew(self, name: str) -> ChromaPassages:
        """Throw the passages of that name away, and open anew."""
        ...

    def writing(self) -> None:
        """Note that passages are being written."""
        ...

    def written(self) -> None:
        """Note that all passages were written."""
        ...

    def close(self) -> None:
        """Let go of Chroma."""
        ...


class EmbeddedStore:
    """Chroma in a folder. What is damaged, or was left in the middle of a write, is thrown away.

    Args:
        folder: holds Chroma's files; others that are in it are left alone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seal = Seal(folder)
        self._client: Client | None = None

    def open(self, name: str) -> ChromaPassages:
        """The passages of that name as they are now, whoever wrote them; none where there were none."""
        with usable(self._folder):
            if not self._seal.holds:
                return self.renew(name)
            try:
                return self._opened(name)
            except IndexUnavailableError:
                return self.renew(name)

    def renew(self, name: str) -> ChromaPassages:
        """Throw the folder's passages away, and open anew."""
        self.close()
        with usable(self._folder):
            for path in _chromas_own(self._folder):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            self._seal.forget()
            return self._opened(name)

    def writing(self) -> None:
        """Note that passages are being written."""
        with usable(self._folder):
            self._seal.lift()

    def written(self) -> None:
        """Note that all passages were written."""
        with usable(self._folder):
            self._seal.put()

    def close(self) -> None:
        """Let go of Chroma's files."""
        if self._client is not None:
            self._client.close()
        self._client = None

    def _opened(self, name: str) -> ChromaPassages:
        """A client reads the files once: another process's writes are seen by a new one alone."""
        self.close()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._seal.lift()
        self._client = embedded_client(self._folder)
        with translated(str(self._folder)):
            passages = ChromaPassages(collection(self._client, name), str(self._folder))
        passages.probe()
        self._seal.put()
        return passages


class ServerStore:
    """A Chroma server.

    Args:
        server: where it is, and how it is entered.
    """

    def __init__(self, server: ChromaServer) -> None:
        self._server = server
        self._client: Client | None = None

    def open(self, name: str) -> ChromaPassages:
        """The passages of that name as they are now, whoever wrote them; none where there were none."""
        client, url = self._connected(), self._server.url
        if self._server.hybrid:
            return WordedPassages(worded_collection(client, _worded(name), url), url)
        with translated(url):
            return ChromaPassages(collection(client, name), url)

    def renew(self, name: str) -> ChromaPassages:
        """Throw the passages of that name away, and open anew."""
        passages = self.open(name)
        with translated(self._server.url):
            self._connected().delete_collection(passages.client.name)
        return self.open(name)

    def writing(self) -> None:
        """Nothing: a server keeps what it has taken."""

    def written(self) -> None:
        """Nothing: a server keeps what it has taken."""

    def close(self) -> None:
        """Let go of the connection."""
        if self._client is not None:
            self._client.close()
        self._client = None

    def _connected(self) -> "Client":
        self._client = self._client or server_client(self._server)
        return self._client


def _worded(name: str) -> str:
    """The name of the collection that holds words too: another one, as its records are others."""
    return f"{name}-words"


def _chromas_own(folder: Path) -> list[Path]:
    """The files and folders in an index that Chroma has made."""
    inside = folder.iterdir() if folder.is_dir() else ()
    return [
        path
        for path in inside
        if path.name.startswith("chroma.sqlite3") or _FOLDER_OF_VECTORS.fullmatch(path.name)
    ]
