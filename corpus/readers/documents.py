"""The documents behind a path: a file, what a compressed file or an archive holds, or a folder's files."""

import io
import stat
import zipfile
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NoReturn

from corpus.errors import ReadError
from corpus.readers.inflation import Gunzipping, Inflated

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_NO_PAPERS = ("__MACOSX", ".")
Opening = Callable[[], io.BufferedReader]


@dataclass(frozen=True)
class Document:
    """A file of papers, wherever it is kept.

    Attributes:
        name: how people are told of it.
        is_part: whether it is one of the files of a folder or of an archive.
        open: opens it at its beginning, for reading bytes. Raises OSError, and what the decompressors
            raise where it is broken.
        size: how many bytes it has, as it is kept; `bytes_read` counts up to it.
    """

    name: str
    is_part: bool
    open: "Opening"
    size: int = 0


def documents(path: Path) -> Generator[Document]:
    """All documents behind a path, in the order of their names. Hidden files are left out.

    Raises:
        ReadError: there is nothing there, it cannot be opened, or it is an archive that is broken.
    """
    try:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield from _in_file(path, path.name, is_part=False)
    except zipfile.BadZipFile as error:
        raise ReadError(
            f"The archive {path} is broken ({error}).", remedy="Make or fetch it again."
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(
            f"The file {path} cannot be read ({reason}).", remedy="Give the path of a file."
        ) from error


def bytes_read(stream: io.BufferedReader) -> int:
    """How far an open document has been read, in bytes of what is kept, which may be compressed."""
    return stream.raw.taken_in if isinstance(stream.raw, Gunzipping) else stream.tell()


def _in_folder(folder: Path) -> Generator[Document]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder.parent)
        if path.is_file() and not _is_hidden(path.relative_to(folder).parts):
            yield from _in_file_of_folder(path, name.as_posix())


def _in_file_of_folder(path: Path, name: str) -> Generator[Document]:
    """A file that cannot be opened is a document too, so that it is told, and hinders no other."""
    try:
        yield from _in_file(path, name, is_part=True)
    except (OSError, zipfile.BadZipFile) as error:
        yield Document(name, True, partial(_refuse, error))


def _refuse(error: Exception) -> NoReturn:
    raise error


def _in_file(path: Path, name: str, *, is_part: bool) -> Generator[Document]:
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("it is not a file on disk")
    with path.open("rb") as file:
        is_archive = file.read(4) in _ZIP
    if is_archive:
        yield from _in_archive(path, name)
    else:
        yield _document(name, partial(_open_file, path), path.stat().st_size, is_part=is_part)


def _in_archive(path: Path, name: str) -> Generator[Document]:
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if _holds_papers(member)]
        if sum(member.compress_size for member in members) > path.stat().st_size:
            raise zipfile.BadZipFile("its files lie over each other")
        for member in sorted(members, key=lambda member: member.filename):
            opening = partial(_open_member, archive, member)
            yield _document(f"{name}/{member.filename}", opening, member.file_size, is_part=True)


def _holds_papers(member: zipfile.ZipInfo) -> bool:
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return not (member.is_dir() or is_link or _is_hidden(PurePosixPath(member.filename).parts))


def _is_hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(_NO_PAPERS) and part not in {".", ".."} for part in parts)


def _open_file(path: Path) -> io.BufferedReader:
    return path.open("rb")


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> io.BufferedReader:
    return io.BufferedReader(Inflated(archive.open(member), lambda: member.compress_size))


def _document(name: str, opening: Opening, size: int, *, is_part: bool) -> Document:
    return Document(name, is_part, partial(_plain, opening), size)


def _plain(opening: Opening) -> io.BufferedReader:
    """Open a file; if it is compressed with gzip, what it holds."""
    stream = opening()
    if stream.peek(2).startswith(_GZIP):
        return io.BufferedReader(Gunzipping(stream))
    return stream
