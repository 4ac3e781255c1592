import pytest

from corpus.library import Library
from corpus.listing import Listing
from corpus.paper import Paper

OLD = Paper("old", "Zebra crossings", "They are 100% striped.", ("Ada Lovelace",), 1990, "ICRA")
NEW = Paper("new", "apples", "They are green_ish.", ("Grace Hopper",), 2024, "NeurIPS")
BARE = Paper("bare", "Middle", "Nothing is known.")


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "some.sqlite") as library:
        library.add([OLD, NEW, BARE])
        yield library


def ids(library, **wanted):
    return [paper.id for paper in library.listed(Listing(**wanted)).papers]


def test_the_latest_additions_come_first(library):
    assert ids(library) == ["bare", "new", "old"]


def test_by_title_capitals_do_not_matter_and_by_year_the_unknown_come_last(library):
    assert ids(library, order="title") == ["new", "bare", "old"]
    assert ids(library, order="newest") == ["new", "old", "bare"]


@pytest.mark.parametrize("words", ["zebra", "LOVELACE", "icra", "1990", "crossings ada", "100%"])
def test_every_word_narrows_down_wherever_it_stands(library, words):
    assert ids(library, words=words) == ["old"]


@pytest.mark.parametrize("words", ["%", "100_", "\\", "zebra hopper", "'); DROP TABLE papers; --"])
def test_what_sql_means_by_a_character_does_not_matter(library, words):
    expected = ["old"] if words == "%" else []
    assert ids(library, words=words) == expected


def test_a_year_narrows_down_and_the_years_are_told(library):
    assert ids(library, year=2024) == ["new"]
    assert library.years() == (2024, 1990)


def test_the_total_counts_what_the_limit_leaves_out(library):
    listed = library.listed(Listing(limit=1))
    assert (len(listed.papers), listed.total) == (1, 3)
