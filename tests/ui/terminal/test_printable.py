import pytest

from ui.terminal.printable import printable


@pytest.mark.parametrize("letter", ["\x1b", "\x07", "\r", "\x9b", "\x00", "\ud800", "\u2028"])
def test_what_a_terminal_would_obey_is_replaced(letter):
    assert printable(f"a{letter}b") == "a\N{REPLACEMENT CHARACTER}b"


def test_text_of_any_script_stays_as_it_is():
    text = "Ünïcode, 中文, \N{PILE OF POO}\n\tindented"
    assert printable(text) == text
