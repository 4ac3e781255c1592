from pathlib import Path

import pytest

from corpus.files import write_whole


def test_a_file_gets_its_new_text_and_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    file.chmod(0o644)
    write_whole(file, "nöw")
    assert file.read_text("utf-8") == "nöw"
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "secret")
    assert (tmp_path / "a.txt").stat().st_mode & 0o077 == 0


def test_a_text_that_cannot_be_written_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "\ud800")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert file.read_text() == "old"
