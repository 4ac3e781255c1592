from io import StringIO

import pytest
from rich.console import Console

from rag.progress import Progress
from ui.terminal.progress import Lines, showing_progress

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


def test_a_total_that_is_estimated_is_told_so(terminal):
    with showing_progress(terminal) as report:
        report(Progress("Adding", 500, 56_866, "papers", estimated=True))
    assert "500 of about 57,000 papers" in told(terminal)


def test_elsewhere_a_line_tells_rate_and_time_left(pipe):
    seconds = iter([0.0, 0.0, 20.0, 40.0, 60.0])
    lines = Lines(pipe, lambda: next(seconds))
    for done, unit in ((0, "papers"), (1_000, "papers"), (90_000, "papers")):
        lines(Progress("Indexing", done, 100_000, unit))
    assert told(pipe).splitlines() == [
        "Indexing: 0 of 100,000 papers",
        "Indexing: 90,000 of 100,000 papers, 4,500/s, 2 s left",
    ]


@pytest.mark.parametrize(
    ("seconds", "left"),
    [(0.2, "1 s"), (89, "89 s"), (91, "2 min"), (3_599, "1 h 0 min"), (11_100, "3 h 5 min")],
)
def test_a_long_time_is_told_in_hours_and_minutes(pipe, seconds, left):
    clock = iter([0.0, 0.0, seconds])
    lines = Lines(pipe, lambda: next(clock))
    lines(Progress("Fetching", 0, 2_000_000))
    lines(Progress("Fetching", 1_000_000, 2_000_000))
    assert told(pipe).endswith(f" MB/s, {left} left\n")


def test_elsewhere_a_line_is_written_for_each_tenth(pipe):
    with showing_progress(pipe) as report:
        for done in range(0, 1001, 5):
            report(Progress("Fetching", done * 1_000_000, 1_000_000_000))
    lines = told(pipe).splitlines()
    assert len(lines) == 11
    assert lines[3].startswith("Fetching: 300 of 1,000 MB, ")
