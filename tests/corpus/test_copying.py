"""Backups, what is restored from them, and what is rescued without one."""

import contextlib
import sqlite3
from dataclasses import replace

import pytest

from corpus import (
    Library,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryNotFoundError,
    LibraryTooNewError,
    rescue,
    restore,
)
from corpus.migrations import MIGRATIONS, migrate


@pytest.fixture
def backup(tmp_path):
    return tmp_path / "elsewhere" / "copy"


def overwrite(path, share):
    """Write over some of the pages of a file."""
    content = bytearray(path.read_bytes())
    for page in range(40, len(content) // 4096, round(1 / share)):
        content[page * 4096 : (page + 1) * 4096] = b"\xaa" * 4096
    path.write_bytes(content)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_a_library_of_one_file_with_everything(library, backup, numbered):
    library.add(numbered(600))
    library.store_vectors("m", {"h": b"vector"})
    reports = []
    library.backup(backup, report=lambda done, total: reports.append((done, total)))
    assert reports[-1] == (backup.stat().st_size,) * 2
    assert names(backup.parent) == ["copy"]
    with Library.open(backup) as copy:
        assert list(copy.papers()) == list(library.papers())
        assert copy.vectors("m", ["h"]) == {"h": b"vector"}
        assert copy.search("number7")[0].paper_id == "p7"


def test_a_backup_is_of_one_moment_whatever_is_written_meanwhile(library, backup, numbered):
    library.add(numbered(5000))

    def write(done, total):
        library.remove(["p1"])
        library.add([*numbered(10, start=9000)])

    library.backup(backup, report=write)
    with Library.open(backup) as copy:
        assert copy.ids() == [f"p{n}" for n in range(5000)]
        assert copy.flaws() == []


def test_a_backup_replaces_an_older_one_but_no_other_file(library, backup, tmp_path, lemo):
    library.backup(backup)
    library.add([lemo])
    library.backup(backup)
    with Library.open(backup) as copy:
        assert len(copy) == 1
    (tmp_path / "thesis.pdf").write_text("years of work")
    with pytest.raises(LibraryDamagedError, match="not a library"):
        library.backup(tmp_path / "thesis.pdf")
    assert (tmp_path / "thesis.pdf").read_text() == "years of work"


def test_the_library_itself_is_no_place_for_its_backup(library, path):
    with pytest.raises(LibraryError, match="the library itself"):
        library.backup(path)
    with pytest.raises(LibraryError, match="the library itself"):
        restore(path, path)


def test_a_folder_that_cannot_be_is_told(library, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="cannot be written"):
        library.backup(tmp_path / "file" / "copy")


def test_open_readers_see_what_was_restored(library, path, backup, numbered):
    library.add(numbered(600))
    before = list(library.papers())
    library.backup(backup)
    library.remove(f"p{n}" for n in range(300))
    library.add([replace(before[400], abstract="Something about zebras.")])
    assert library.search("zebras")
    seen = library.generation
    restore(path, backup)
    assert list(library.papers()) == before
    assert library.search("zebras") == []
    assert library.generation > seen
    assert library.flaws() == []
    assert names(backup.parent) == ["copy"]


def test_a_library_that_is_gone_comes_back(library, path, backup, lemo):
    library.add([lemo])
    library.backup(backup)
    library.close()
    path.unlink()
    restore(path, backup)
    with Library.open(path) as restored:
        assert restored.get("lemo") == lemo


def test_a_damaged_library_is_set_aside_for_the_backup(library, path, backup, lemo):
    library.add([lemo])
    library.backup(backup)
    library.close()
    path.write_bytes(b"rubbish" * 1000)
    restore(path, backup)
    with Library.open(path) as restored:
        assert restored.get("lemo") == lemo
    assert path.with_name("some.sqlite.damaged-1").read_bytes() == b"rubbish" * 1000


def test_a_backup_that_cannot_be_used_leaves_the_library_as_it_is(library, path, backup, numbered):
    library.add(numbered(900))
    library.backup(backup)
    with pytest.raises(LibraryNotFoundError, match="no file"):
        restore(path, backup.with_name("other"))
    overwrite(backup, 0.2)
    with pytest.raises(LibraryDamagedError):
        restore(path, backup)
    backup.write_text("text")
    with pytest.raises(LibraryDamagedError):
        restore(path, backup)
    assert len(library) == 900
    assert names(path.parent) == ["elsewhere", "some.sqlite", "some.sqlite-shm", "some.sqlite-wal"]


def test_a_backup_of_a_newer_version_is_refused_and_one_of_an_older_is_brought_up_to_date(
    library, path, backup
):
    backup.parent.mkdir()
    with contextlib.closing(sqlite3.connect(backup, isolation_level=None)) as old:
        migrate(old, MIGRATIONS[:2])
        old.execute("INSERT INTO papers VALUES (1, 'old', 'Old', 'An old one.', '[]', 1999, NULL, NULL, 'h')")
    restore(path, backup)
    assert library.ids() == ["old"]
    assert library.flaws() == []
    with contextlib.closing(sqlite3.connect(backup)) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryTooNewError):
        restore(path, backup)
    assert library.ids() == ["old"]


def test_restoring_does_not_wait_for_ever(library, path, backup, lemo, monkeypatch):
    monkeypatch.setattr("corpus.restoring.BUSY_TIMEOUT", 0.05)
    library.backup(backup)
    with library._connections.writing(), pytest.raises(LibraryBusyError, match="being written to"):
        restore(path, backup)


def test_what_can_be_read_of_a_damaged_library_is_rescued(library, path, numbered):
    library.add(numbered(3000))
    library.store_vectors("m", {f"h{n}": bytes(1600) for n in range(50)})
    library.close()
    overwrite(path, 0.1)
    with Library.open(path) as damaged:
        assert damaged.flaws()
    rescued = rescue(path)
    with Library.open(path) as whole:
        assert 1000 < len(whole) == rescued.papers < 3000
        assert whole.flaws() == []
        assert set(whole.papers()) < set(numbered(3000))
        assert all(paper.sentences for paper in whole.papers())
        assert whole.vectors("m", [f"h{n}" for n in range(50)])
    assert rescued.aside.is_file()


def test_where_nothing_can_be_rescued_nothing_is_changed(path):
    path.write_bytes(b"rubbish" * 1000)
    with pytest.raises(LibraryDamagedError):
        rescue(path)
    assert path.read_bytes() == b"rubbish" * 1000
    assert names(path.parent) == ["some.sqlite"]


@pytest.mark.parametrize("index", ["stems", "facets"])
def test_an_index_that_is_not_in_step_is_found_and_made_anew(library, numbered, index):
    library.add(numbered(20))
    with library._connections.writing() as connection:
        connection.execute(f"DROP TRIGGER {index}_insert")
        connection.execute("INSERT INTO papers VALUES (99, 'x', 'X', 'Xylophones.', '[]', 1, 'V', NULL, 'h')")
    assert library.flaws() == [f"the index of {index} is not in step"]
    assert library.mend() == []
