"""The index: Chroma, embedded or a server."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ui.diagnosis.finding import Finding

if TYPE_CHECKING:
    from rag.retrieval.chroma import ChromaServer
    from rag.settings import Settings

SUBJECT = "index"


def index(settings: "Settings") -> Iterator[Finding]:
    """Whether the server answers, or the embedded one's files are whole."""
    from rag.retrieval.chroma import chosen_server

    server = chosen_server(settings)
    if server:
        yield _server(server)
    else:
        yield _embedded(settings.indexes / settings.library, _generation(settings))


def _server(server: "ChromaServer") -> Finding:
    from rag.retrieval.chroma import server_client

    server_client(server).heartbeat()
    return Finding(SUBJECT, "ok", f"Chroma at {server.url}, which answers")


def _generation(settings: "Settings") -> int | None:
    """How often the papers of the library have changed; None where it cannot be read."""
    from corpus.errors import LibraryError
    from corpus.library import Library
    from rag.libraries import library_path

    try:
        with closing(Library.open(library_path(settings, settings.library))) as held:
            return held.generation
    except LibraryError:
        return None


def _embedded(folder: Path, generation: int | None) -> Finding:
    file = folder / "chroma.sqlite3"
    if not file.is_file():
        return Finding(SUBJECT, "missing", f"Chroma in {folder}, not made yet", "footnote rebuild")
    if folder.with_name(f"{folder.name}.unfinished").exists():
        return Finding(SUBJECT, "missing", f"{folder} was left unfinished", "footnote rebuild")
    if trouble := _trouble(file):
        return Finding(SUBJECT, "wrong", f"{folder} is damaged ({trouble})", "footnote rebuild")
    if generation not in {None, *_generations(file)}:
        told = f"Chroma in {folder} is behind the library; the next question brings it in step"
        return Finding(SUBJECT, "missing", told, "footnote rebuild")
    return Finding(SUBJECT, "ok", f"Chroma in {folder}, in step with the library")


def _generations(file: Path) -> set[int]:
    """The generations of the library that an index was brought in step with, under each embedding model."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        query = "SELECT int_value FROM collection_metadata WHERE key = 'generation'"
        return {number for (number,) in connection.execute(query)}


def _trouble(file: Path) -> str:
    """What SQLite finds wrong with a file; nothing if it is whole."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (told,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return "" if told == "ok" else str(told)
