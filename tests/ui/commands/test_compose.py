"""The parts of the compose file, each started as a plain process, over one library."""

import json
import re
import shlex
import socket
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import chromadb
import httpx
import pytest
import yaml

from rag.settings import Settings

SERVICES = yaml.safe_load((Path(__file__).parents[3] / "compose.yaml").read_text())["services"]
CHROMA = Path(sys.executable).with_name("chroma")


def command(service, **changed):
    """The arguments of a service, some of its options changed."""
    words = shlex.split(SERVICES[service]["command"])
    for option, value in changed.items():
        words[words.index(f"--{option}") + 1] = str(value)
    return words


def address_of(page):
    """Where a page says that it is, after what it says of a port that is taken."""
    for line in page.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found[0]
    return pytest.fail(page.stderr.read())


@pytest.fixture
def chroma_port(start, tmp_path):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    arguments = command("chroma", host="127.0.0.1", port=port, path=tmp_path / "chroma")
    start(*arguments, python=[str(CHROMA)])
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return port
    pytest.fail("Chroma does not answer")


def test_web_pages_and_commands_share_a_library_and_a_server(start, tiny, chroma_port):
    url = SERVICES["web"]["environment"]["FOOTNOTE_CHROMA_URL"]
    tiny.setenv("FOOTNOTE_CHROMA_URL", url.replace("chroma:8000", f"127.0.0.1:{chroma_port}"))
    (program, *first), (_, *second) = (command("web", host="127.0.0.1", port=p) for p in (7971, 7981))
    assert program == "footnote"
    pages = [start(*first), start(*second)]
    searches = [start("search", "How much memory does LeMo save?", "--json") for _ in range(2)]
    for page in pages:
        with urlopen(address_of(page), timeout=60) as answer:
            assert answer.status == 200
    for search in searches:
        told, complaint = search.communicate(timeout=120)
        assert search.returncode == 0, complaint
        assert json.loads(told)[0]["paper"]["id"] == "lemo"
    client = chromadb.HttpClient(
        "127.0.0.1", chroma_port, settings=chromadb.Settings(anonymized_telemetry=False)
    )
    (collection,) = client.list_collections()
    assert collection.count() == 3


def test_every_variable_of_the_web_page_is_a_setting():
    known = {f"FOOTNOTE_{name.upper()}" for name in Settings.model_fields}
    assert set(SERVICES["web"]["environment"]) <= known | {"OPENAI_BASE_URL", "OPENAI_API_KEY"}


def test_no_part_is_open_to_other_machines():
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
