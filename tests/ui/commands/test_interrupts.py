"""Ctrl-C, sent while a given module is being imported: Python tells of each on its error stream."""

import signal
import sys

import pytest

TELLING = (sys.executable, "-X", "importtime", "-m", "ui")


@pytest.mark.parametrize("module", ["ui.terminal.group", "typer", "pydantic", "rag.settings", "gradio"])
def test_ctrl_c_during_the_start_ends_it_with_one_line(start, tiny, module):
    process = start("chat", "--no-browser", python=TELLING)
    while not (told := process.stderr.readline()).rstrip().endswith(f" {module}"):
        assert told, f"{module} is never imported"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert own_lines(process) == ["Stopped.\n"]


def test_ctrl_c_while_the_page_is_served_ends_it_with_one_line(start, tiny):
    process = start("chat", "--no-browser")
    assert process.stdout.readline().startswith("Footnote is at http://127.0.0.1:")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert process.stdout.read() == ""
    assert process.stderr.read().endswith("Stopped.\n")


def own_lines(process):
    return [line for line in process.stderr if not line.startswith("import time:")]
