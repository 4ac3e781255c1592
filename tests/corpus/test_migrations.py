import contextlib
import sqlite3

import pytest

from corpus import Filters, Library, LibraryOutdatedError, LibraryTooNewError
from corpus.migrations import MIGRATIONS, m001_papers, migrate, version_of


@contextlib.contextmanager
def connected(path):
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def tables(connection):
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_the_migrations_are_numbered_in_their_order():
    assert [int(step.__name__[1:4]) for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_migrating_twice_is_migrating_once(path):
    with connected(path) as connection:
        migrate(connection)
        before = tables(connection)
        migrate(connection)
        assert tables(connection) == before
        assert version_of(connection) == len(MIGRATIONS)


@pytest.mark.parametrize("version", range(len(MIGRATIONS)))
def test_a_library_of_any_older_version_is_brought_up_to_date(path, lemo, version):
    with connected(path) as connection:
        migrate(connection, MIGRATIONS[:version])
    with Library.create(path) as library:
        library.add([lemo])
        assert library.search("memory")
        assert library.vectors("m", ["a"]) == {}


def test_a_step_that_fails_leaves_the_library_as_it_was(path):
    def m002_breaks(connection):
        connection.execute("CREATE TABLE half (a)")
        raise KeyboardInterrupt

    with connected(path) as connection:
        with pytest.raises(KeyboardInterrupt):
            migrate(connection, [m001_papers, m002_breaks])
        assert tables(connection) == set()
        assert version_of(connection) == 0


def test_opening_an_older_library_says_how_to_bring_it_up_to_date(path):
    with connected(path) as connection:
        migrate(connection, MIGRATIONS[:1])
    before = path.read_bytes()
    with pytest.raises(LibraryOutdatedError, match="older version"):
        Library.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("way", [Library.open, Library.create])
def test_a_newer_library_is_refused_and_left_alone(path, way):
    Library.create(path).close()
    with connected(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(LibraryTooNewError, match="Update Footnote"):
        way(path)
    assert path.read_bytes() == before


def test_a_copy_of_an_older_library_is_kept_beside_the_new_one(path):
    with connected(path) as connection:
        migrate(connection, MIGRATIONS[:3])
        connection.execute(
            "INSERT INTO papers VALUES (1, 'old', 'Old', 'An old one.', '[]', 1999, 'X', NULL, 'h')"
        )
    Library.create(path).close()
    with Library.open(path) as library:
        assert library.ids(Filters.of(year="1999", venue="x")) == ["old"]
    with connected(path.with_name("some.sqlite.v3.bak")) as kept:
        assert version_of(kept) == 3
        assert kept.execute("SELECT id FROM papers").fetchall() == [("old",)]
    assert {file.name for file in path.parent.iterdir()} == {"some.sqlite", "some.sqlite.v3.bak"}


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_the_papers_of_an_older_library_are_found_by_their_words(path, lemo, iapt, version):
    with connected(path) as connection:
        migrate(connection, MIGRATIONS[:version])
        for paper in (lemo, iapt):
            connection.execute(
                "INSERT INTO papers VALUES (NULL, ?, ?, ?, '[]', ?, NULL, NULL, ?)",
                (paper.id, paper.title, paper.abstract, paper.year, paper.content_hash),
            )
    with Library.create(path) as library:
        assert library.search("memory")[0].paper_id == lemo.id
        assert library.flaws() == []
        library.remove([lemo.id])
        assert "lemo" not in [match.paper_id for match in library.search("memory")]
        assert library.flaws() == []


@pytest.mark.parametrize("version", range(len(MIGRATIONS)))
def test_no_index_that_nothing_asks_for_is_kept(path, version):
    with connected(path) as connection:
        migrate(connection, MIGRATIONS[:version])
    Library.create(path).close()
    with connected(path) as connection:
        made = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        assert not {name for name in made if name.startswith("words")}


def test_no_copy_is_kept_of_a_library_that_is_new_or_up_to_date(path):
    for _ in range(2):
        Library.create(path).close()
    assert [file.name for file in path.parent.iterdir()] == ["some.sqlite"]
