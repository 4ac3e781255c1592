import re
from urllib.request import urlopen

import pytest

import ui.server
from ui.access import ProxyHeader, password_line


@pytest.fixture
def served(monkeypatch):
    """What the page is served with; it ends at once."""
    calls = []
    monkeypatch.setattr(ui.server, "serve", lambda assistant, **options: calls.append((assistant, options)))
    return calls


def test_the_page_is_there_while_the_models_are_prepared(start, tiny):
    process = start("chat", "--no-browser", "--port", "7961")
    address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())[0]
    with urlopen(address, timeout=30) as page:
        assert page.status == 200


def test_the_options_reach_the_server(run, tiny, served):
    run("chat", "--host", "127.0.0.1", "--port", "8000", "--no-browser")
    ((assistant, options),) = served
    assert assistant.library.name == "small"
    assert options.pop("assistants").of() is assistant
    assert options == {"host": "127.0.0.1", "port": 8000, "open_browser": False, "access": None}


def test_a_password_file_lets_others_in_without_a_warning(run, tiny, served, tmp_path):
    (tmp_path / "people").write_text(password_line("ada", "lace"))
    assert run("chat", "--host", "0.0.0.0", "--auth", "people").stderr == ""
    ((_, options),) = served
    assert options["access"].allows("ada", "lace")


def test_a_proxy_may_tell_who_asks(run, tiny, served):
    run("chat", "--user-header", "X-Forwarded-User")
    ((_, options),) = served
    assert options["access"] == ProxyHeader("X-Forwarded-User")


def test_a_password_file_that_is_not_there_ends_it_in_a_sentence(run, tiny, served):
    result = run("chat", "--auth", "nowhere")
    assert result.exit_code == 1
    assert "footnote password" in result.stderr
    assert not served


def test_preparing_is_told_in_the_terminal_and_to_the_page(run, tiny, served, capsys):
    run("chat")
    ((assistant, _),) = served
    told = []
    assistant.prepare(told.append)
    assert told[-1].task == "Indexing"
    assert "answers are quotations" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "example.org"])
def test_an_address_that_others_can_reach_is_warned_of(run, tiny, served, host):
    assert "there is no password" in run("chat", "--host", host).stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_an_address_of_this_machine_alone_is_not(run, tiny, served, host):
    assert run("chat", "--host", host).stderr == ""


def test_a_library_that_is_not_there_ends_it_before_the_page_is_up(run, tiny, served):
    assert run("chat", "--library", "nowhere").exit_code == 1
    assert not served
