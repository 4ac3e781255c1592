import json

TEXT = "LeMo reduces memory consumption by up to 1.93x. Bananas are rich in potassium."


def test_each_sentence_stands_beside_its_verdict_with_footnotes_below(run, tiny, tmp_path):
    (tmp_path / "draft.txt").write_text(TEXT)
    lines = run("check", "draft.txt").stdout.splitlines()
    assert lines[0] == "supported     LeMo reduces memory consumption by up to 1.93x."
    assert any("“LeMo reduces memory consumption by up to 1.93x.”" in line for line in lines[1:])
    assert any(line.startswith("unsupported   Bananas are") for line in lines)


def test_json_holds_every_sentence_of_standard_input(run, tiny):
    claims = json.loads(run("check", "-", "--json", input=TEXT).stdout)
    assert [claim["verdict"] for claim in claims] == ["supported", "unsupported"]


def test_a_file_that_is_not_there_ends_in_one_sentence(run, tiny):
    result = run("check", "nowhere.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("The file nowhere.txt cannot be read")


def test_a_heading_and_a_question_stand_without_a_verdict(run, tiny, tmp_path):
    (tmp_path / "draft.md").write_text(
        "# On Memory\n\nHow much?\nLeMo reduces memory consumption by up to 1.93x."
    )
    result = run("check", "draft.md")
    assert [line[:14].strip() for line in result.stdout.splitlines()[:3]] == ["", "", "supported"]
    assert result.stderr.splitlines()[-1] == "2 not a claim, 1 supported"


def test_a_long_text_tells_how_far_it_is(run, tiny):
    result = run("check", "-", "--json", input="LeMo drops tokens. " * 60)
    assert len(json.loads(result.stdout)) == 60
    assert "Checking: 60 of 60 sentences" in result.stderr


def test_a_binary_file_ends_in_one_sentence(run, tiny, tmp_path):
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("check", "photo.png")
    assert result.exit_code == 1
    assert "not text in UTF-8" in result.stderr


def test_an_empty_text_has_nothing_to_check(run, tiny):
    assert json.loads(run("check", "-", "--json", input="").stdout) == []
