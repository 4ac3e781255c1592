import threading
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from uuid import uuid4

import chromadb
import pytest
from pydantic import SecretStr

from rag.errors import IndexUnavailableError, ModelBusyError
from rag.retrieval import chroma
from rag.retrieval.chroma import ChromaServer, chosen_server, embedded_client, server_client, translated

from .tls import over_tls

QUESTION = "Which video paper, TempMe, merges tokens of neighbouring frames for text-video retrieval?"


@contextmanager
def answering(status, body, seen=None):
    """A server on the loopback that gives one answer to all requests."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if seen is not None:
                seen.append(self.headers)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def server_index(index_of, library, embedding, chroma_url, folder):
    index = index_of(library, embedding, server=ChromaServer(chroma_url))
    index.rebuild()
    return index


@pytest.fixture
def tenant(chroma_url):
    """A tenant of the server, with a database named papers."""
    address = urlsplit(chroma_url)
    settings = chromadb.Settings(
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=address.hostname,
        chroma_server_http_port=address.port,
        anonymized_telemetry=False,
    )
    admin, name = chromadb.AdminClient(settings), f"tenant-{uuid4()}"
    admin.create_tenant(name)
    admin.create_database("papers", name)
    return name


@pytest.fixture
def secure_proxy(tmp_path):
    """Makes a proxy that speaks TLS, under a certificate of its own, before a server that does not."""
    with ExitStack() as stack:
        yield lambda url: stack.enter_context(over_tls(url, tmp_path))


def test_a_server_keeps_the_index(server_index, folder):
    assert server_index.search(QUESTION, 1)[0].paper_id == "tempme"
    assert not folder.exists()


def test_a_server_is_brought_in_step(server_index, library, index_of, embedding, chroma_url):
    library.remove(["tempme"])
    assert "tempme" not in [match.paper_id for match in server_index.search(QUESTION, 9)]
    other = index_of(library, embedding, server=ChromaServer(chroma_url))
    reports = []
    other.refresh(reports.append)
    assert reports == []
    assert len(other.search(QUESTION, 9)) == 2


def test_a_collection_that_somebody_deleted_is_written_again(server_index, embedding, chroma_url):
    server_client(ChromaServer(chroma_url)).delete_collection(server_index._name)
    assert server_index.search(QUESTION, 1)[0].paper_id == "tempme"
    assert len(embedding.texts) == 3


def test_a_server_index_of_another_dimension_is_written_again(
    server_index, index_of, library, embedding_of, chroma_url
):
    changed = embedding_of(32, server_index._embedding.model_name)
    index = index_of(library, changed, server=ChromaServer(chroma_url))
    assert index.search(QUESTION, 1)[0].paper_id == "tempme"


def test_each_database_of_a_server_has_its_own_index(
    server_index, index_of, library, embedding, chroma_url, tenant
):
    elsewhere = ChromaServer(chroma_url, tenant=tenant, database="papers")
    index = index_of(library, embedding, server=elsewhere)
    assert index.search(QUESTION, 1)[0].paper_id == "tempme"
    name = server_index._name
    server_client(ChromaServer(chroma_url)).delete_collection(name)
    assert [collection.name for collection in server_client(elsewhere).list_collections()] == [name]


@pytest.mark.parametrize("names", [{"tenant": "nobody"}, {"database": "nothing"}])
def test_a_tenant_or_database_that_is_not_there_is_told(chroma_url, names):
    with pytest.raises(IndexUnavailableError, match=next(iter(names.values()))):
        server_client(ChromaServer(chroma_url, **names))


def test_a_server_is_spoken_to_over_tls(server_index, chroma_url, secure_proxy, monkeypatch):
    url, certificate = secure_proxy(chroma_url)
    with pytest.raises(IndexUnavailableError, match="CERTIFICATE_VERIFY_FAILED"):
        server_client(ChromaServer(url))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    collections = server_client(ChromaServer(url)).list_collections()
    assert server_index._name in [collection.name for collection in collections]


def test_the_settings_name_a_server(settings):
    assert chosen_server(settings) is None
    named = {
        "chroma_url": "https://host",
        "chroma_token": SecretStr("hush"),
        "chroma_tenant": "us",
        "chroma_database": "papers",
    }
    server = chosen_server(settings.model_copy(update=named))
    assert server == ChromaServer("https://host", SecretStr("hush"), "us", "papers")
    assert "hush" not in repr(server)


def test_a_dead_address_is_told_in_one_sentence(index_of, library, embedding, dead_url):
    with pytest.raises(IndexUnavailableError, match=dead_url) as caught:
        index_of(library, embedding, server=ChromaServer(dead_url)).search(QUESTION, 1)
    assert "\n" not in str(caught.value)
    assert caught.value.kept
    assert caught.value.remedy
    assert embedding.texts == []


def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(chroma, "SECONDS_TO_ANSWER", 0.1)
    silent = threading.Event()

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self):
            silent.wait(10)

    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(IndexUnavailableError, match="timed out"):
            server_client(ChromaServer(f"http://127.0.0.1:{server.server_port}"))
        silent.set()
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "body"), [(200, b"<html>hello</html>"), (404, b"{}"), (500, b"\xff\xfe"), (204, b"")]
)
def test_a_server_that_is_not_chroma_is_told_apart(status, body):
    with (
        answering(status, body) as url,
        pytest.raises(IndexUnavailableError, match=f"The server at {url} is not Chroma"),
    ):
        server_client(ChromaServer(url))


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_is_refused_is_told_and_not_shown(status):
    seen = []
    with (
        answering(status, b"no", seen) as url,
        pytest.raises(IndexUnavailableError, match="FOOTNOTE_CHROMA_TOKEN") as caught,
    ):
        server_client(ChromaServer(url, SecretStr("hush")))
    assert seen[0]["Authorization"] == "Bearer hush"
    assert seen[0]["X-Chroma-Token"] == "hush"
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["", "localhost:8000", "ftp://host", "http://", "http://h:99999", "http://[::1"]
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(IndexUnavailableError, match="FOOTNOTE_CHROMA_URL is not an address"):
        server_client(ChromaServer(url))


def test_a_folder_opens_after_a_start_that_failed(folder):
    folder.mkdir(parents=True)
    (folder / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with pytest.raises(IndexUnavailableError, match="file is not a database"):
        embedded_client(folder)
    (folder / "chroma.sqlite3").unlink()
    client = embedded_client(folder)
    assert client.list_collections() == []
    client.close()


class PanicException(BaseException):
    """What pyo3 raises when Rust panics has this name and this base."""


@pytest.mark.parametrize("error", [PanicException("index out of range"), KeyError("ids"), OSError()])
def test_whatever_chroma_raises_becomes_one_error(error):
    with pytest.raises(IndexUnavailableError, match="cannot be used at here") as caught, translated("here"):
        raise error
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(), ModelBusyError("Busy.")])
def test_what_is_not_chromas_passes(error):
    with pytest.raises(type(error)) as caught, translated("here"):
        raise error
    assert caught.value is error


def test_a_long_error_is_told_in_its_first_line():
    with pytest.raises(IndexUnavailableError) as caught, translated("here"):
        raise RuntimeError("first line\nsecond line" + "!" * 10_000)
    assert "second line" not in str(caught.value)
