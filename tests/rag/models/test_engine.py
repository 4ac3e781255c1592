import os
import signal
import subprocess
import sys
import textwrap
import time

import httpx
import pytest
from llama_index.core.llms import ChatMessage

from rag.errors import ModelUnreachableError, WeightsDamagedError, WeightsUnavailableError
from rag.models.chat import chat_model
from rag.models.dialogue import Dialogue
from rag.models.engine import Engine, Engines, engines


def test_a_file_that_is_not_there_is_told_with_its_path(tmp_path):
    with pytest.raises(WeightsUnavailableError, match=r"none\.gguf cannot be read"):
        Engine(tmp_path / "none.gguf")


@pytest.mark.parametrize("beginning", [b"", b"GG", b"<html>not a model</html>"])
def test_a_file_of_another_kind_is_told(tmp_path, beginning):
    path = tmp_path / "other.gguf"
    path.write_bytes(beginning)
    with pytest.raises(WeightsDamagedError, match="is not a GGUF file"):
        Engine(path)


def test_a_model_that_is_cut_short_is_told(tmp_path):
    path = tmp_path / "cut.gguf"
    path.write_bytes(b"GGUF" + bytes(1000))
    with pytest.raises(WeightsDamagedError, match=r"cannot load .*cut\.gguf.*FOOTNOTE_LLM=small"):
        Engine(path)


def test_the_engine_listens_on_the_loopback_alone_and_is_ready_when_it_is_made(small_engine):
    assert small_engine.base_url.startswith("http://127.0.0.1:")
    assert httpx.get(small_engine.base_url.removesuffix("/v1") + "/health").json() == {"status": "ok"}


def test_nobody_without_the_key_is_answered(small_engine):
    response = httpx.post(f"{small_engine.base_url}/chat/completions", json={"messages": []})
    assert response.status_code == 401


@pytest.mark.parametrize("path", ["/", "/slots", "/props"])
def test_nothing_of_the_engine_is_shown_to_a_browser(small_engine, path):
    assert httpx.get(small_engine.base_url.removesuffix("/v1") + path).status_code in {401, 404, 501}


def test_one_file_has_one_engine_until_it_is_closed(small_gguf):
    registry = Engines()
    engine = registry.engine_for(small_gguf)
    assert registry.engine_for(small_gguf.parent / ".." / small_gguf.parent.name / small_gguf.name) is engine
    registry.close()
    assert not engine.is_running
    with pytest.raises(httpx.ConnectError):
        httpx.get(engine.base_url)
    engine.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_the_engine_ends_with_its_process_however_that_ends(small_gguf, how):
    program = textwrap.dedent(f"""
        import signal
        from pathlib import Path
        from rag.models.engine import engines
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job is started deaf to it
        print(engines().engine_for(Path({str(small_gguf)!r})).base_url, flush=True)
        input()
    """)
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        address = process.stdout.readline().decode().strip()
        os.kill(process.pid, how)
        process.wait(10)
    for _ in range(100):
        try:
            httpx.get(address)
        except httpx.ConnectError:
            return
        except httpx.TransportError:
            continue
        time.sleep(0.05)
    pytest.fail("the engine is still there")


@pytest.fixture
def mine(small_gguf, tmp_path):
    """The path of a model of which this test has an engine of its own."""
    path = tmp_path / "mine.gguf"
    path.symlink_to(small_gguf)
    yield path
    engines().close()


def writing(llm):
    return Dialogue(llm).write([ChatMessage("Count from one to five hundred.")], max_tokens=200)


def kill(path):
    process = engines().engine_for(path)._process
    process.kill()
    return process


def test_an_engine_that_was_killed_is_started_again_by_the_next_question(mine, settings_of):
    llm = chat_model(settings_of(llm=str(mine)))
    kill(mine).wait(5)
    pieces = writing(llm)
    assert next(pieces)
    pieces.close()


def test_an_answer_whose_engine_is_killed_says_so_and_the_next_one_is_written(mine, settings_of):
    llm = chat_model(settings_of(llm=str(mine)))
    pieces = writing(llm)
    next(pieces)
    kill(mine)
    with pytest.raises(ModelUnreachableError, match=r"ended before its answer .*is started again") as caught:
        list(pieces)
    assert "OPENAI_BASE_URL" not in str(caught.value)
    again = writing(llm)
    assert next(again)
    again.close()


def test_an_engine_that_cannot_be_started_again_is_told(mine, settings_of):
    llm = chat_model(settings_of(llm=str(mine)))
    kill(mine).wait(5)
    mine.unlink()
    with pytest.raises(ModelUnreachableError, match=r"had ended and cannot be started again.*mine\.gguf"):
        next(writing(llm))
