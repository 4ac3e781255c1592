from io import StringIO

import pytest
from rich.console import Console

from rag.progress import Progress
from ui.terminal.progress import showing_progress

HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"


@pytest.fixture
def terminal():
    return Console(file=StringIO(), force_terminal=True, width=120)


@pytest.fixture
def pipe():
    return Console(file=StringIO(), force_terminal=False)


def told(console):
    return console.file.getvalue()


def test_a_terminal_shows_task_amount_and_unit_in_a_bar(terminal):
    with showing_progress(terminal) as report:
        report(Progress("Indexing", 512, 70_000, "passages"))
    assert "Indexing" in told(terminal)
    assert "512 of 70,000 passages" in told(terminal)


def test_the_cursor_comes_back_when_the_context_ends(terminal):
    with showing_progress(terminal) as report:
        report(Progress("Fetching", 1_000_000, 2_000_000))
    assert told(terminal).rindex(SHOW_CURSOR) > told(terminal).rindex(HIDE_CURSOR)


def test_nothing_is_drawn_before_the_first_report(terminal):
    with showing_progress(terminal):
        pass
    assert told(terminal) == ""


def test_a_report_that_comes_too_late_is_not_shown(terminal):
    with showing_progress(terminal) as report:
        pass
    report(Progress("Fetching", 1, 2))
    assert told(terminal) == ""


def test_the_next_task_takes_the_place_of_the_last(terminal):
    with showing_progress(terminal) as report:
        report(Progress("Fetching", 2_000_000, 2_000_000))
        report(Progress("Indexing", 1, 0, "passages"))
    assert "1 passages" in told(terminal)


def test_elsewhere_a_line_is_written_for_each_tenth(pipe):
    with showing_progress(pipe) as report:
        for done in range(0, 1001, 5):
            report(Progress("Fetching", done * 1_000_000, 1_000_000_000))
    lines = told(pipe).splitlines()
    assert len(lines) == 11
    assert lines[3] == "Fetching: 300 of 1,000 MB"
