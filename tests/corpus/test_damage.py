import contextlib
import os
import sqlite3

import pytest

from corpus import Library, LibraryDamagedError, LibraryError, LibraryNotFoundError
from corpus.migrations import APPLICATION_ID

WAYS = pytest.mark.parametrize("way", [Library.open, Library.create])


def use(path):
    """Opens a library and reads all of it."""
    with Library.open(path) as library:
        list(library.papers())
        library.search("number7 abstract")
        library.document_frequencies(["abstract"])


def test_a_library_that_is_not_there_is_told(path):
    with pytest.raises(LibraryNotFoundError, match="no library at"):
        Library.open(path)
    assert not path.exists()


def test_a_folder_is_no_library(tmp_path):
    with pytest.raises(LibraryNotFoundError):
        Library.open(tmp_path)
    with pytest.raises(LibraryError, match="cannot be used"):
        Library.create(tmp_path)


def test_a_library_cannot_be_made_inside_a_file(tmp_path):
    (tmp_path / "file").write_text("text")
    with pytest.raises(LibraryError, match="folder"):
        Library.create(tmp_path / "file" / "some.sqlite")


@WAYS
@pytest.mark.parametrize("content", [b"text", b"\x00" * 5000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path, way, content):
    path.write_bytes(content)
    with pytest.raises(LibraryDamagedError, match="not a library"):
        way(path)
    assert path.read_bytes() == content


@WAYS
def test_a_database_of_another_program_is_refused_and_left_alone(path, way):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE papers (id)")
    before = path.read_bytes()
    with pytest.raises(LibraryDamagedError, match="not a library of Footnote"):
        way(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("pragma", ["PRAGMA user_version", "PRAGMA journal_mode = WAL", "VACUUM"])
def test_a_library_whose_making_was_interrupted_is_made(path, pragma, lemo):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(pragma)
    with Library.create(path) as library:
        library.add([lemo])
        assert len(library) == 1


def test_an_empty_file_is_not_opened_but_becomes_a_library(path):
    path.touch()
    with pytest.raises(LibraryDamagedError):
        Library.open(path)
    Library.create(path).close()
    Library.open(path).close()


@WAYS
def test_a_library_that_has_been_empty_for_long_is_told_and_not_taken_for_a_new_one(path, way):
    path.touch()
    os.utime(path, (0, 0))
    with pytest.raises(LibraryDamagedError, match=r"is empty\. .* `footnote restore`, or delete the file"):
        way(path)
    assert path.read_bytes() == b""


def test_opening_and_searching_write_nothing(path, lemo):
    with Library.create(path) as library:
        library.add([lemo])
    before = path.read_bytes()
    use(path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.95])
def test_a_library_that_was_cut_short_is_told(path, numbered, share):
    with Library.create(path) as library:
        library.add(numbered(400))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(LibraryDamagedError):
        use(path)


def test_a_library_with_overwritten_pages_is_told(path, numbered):
    with Library.create(path) as library:
        library.add(numbered(400))
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = b"\xaa" * (len(content) // 2 - 4096)
    path.write_bytes(content)
    with pytest.raises(LibraryDamagedError, match="doctor --repair"):
        use(path)


def test_a_library_is_known_by_four_letters(path):
    Library.create(path).close()
    assert path.read_bytes()[68:72] == b"Fnot" == APPLICATION_ID.to_bytes(4, "big")
