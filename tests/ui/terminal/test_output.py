from ui.terminal.output import Output, print_json


def test_a_long_paragraph_stays_one_line_in_a_pipe(capsys):
    Output().write("word " * 100, indent=4)
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_in_a_terminal_it_wraps_under_its_indent(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    Output().write("word " * 20, indent=4)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 1
    assert all(line.startswith("    word") for line in lines)


def test_square_brackets_are_text_and_no_markup(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    Output().write("[bold]a claim [1]")
    assert "[bold]a claim [1]" in capsys.readouterr().out


def test_json_keeps_every_script_readable(capsys):
    print_json({"title": "Ünïcode 中文"})
    assert "Ünïcode 中文" in capsys.readouterr().out
