import re
import subprocess
import sys
from importlib.metadata import version

import pytest

COMMANDS = ("chat", "ask", "search", "check", "papers", "libraries", "add", "rebuild", "doctor", "eval")
HEAVY = {"chromadb", "gradio", "llama_index", "numpy", "onnxruntime", "openai", "pydantic", "xllamacpp"}


def test_help_names_every_command_in_a_whole_sentence(run):
    told = run("--help").stdout
    for command in COMMANDS:
        assert re.search(rf"^  {command} +[A-Z].*[^.]\.$", told, re.MULTILINE), command


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run, command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_help_loads_nothing_heavy():
    script = "import sys, ui.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert HEAVY.isdisjoint(loaded.split())


def test_version_is_the_packages(run):
    assert run("--version").stdout == f"footnote {version('footnote')}\n"


def test_an_unknown_command_is_a_usage_error(run):
    result = run("nonsense")
    assert result.exit_code == 2
    assert "No such command" in result.stderr
