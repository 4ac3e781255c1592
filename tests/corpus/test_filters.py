import pytest

from corpus import FilterError, Filters, Paper

PAPERS = (
    Paper("old", "Words", "Words are old.", ("Ada Lovelace",), 1999, "Journal of Words"),
    Paper("acl", "Trees", "Words of trees.", ("José Núñez", "Wei Wang"), 2020, "Proceedings of ACL 2020"),
    Paper("new", "Graphs", "Words of graphs.", ("Wang, Tuowei",), 2024, "EMNLP"),
    Paper("bare", "Bare", "Words without a year."),
)


@pytest.fixture
def filled(library):
    library.add(PAPERS)
    return library


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"year": "2020"}, ["acl"]),
        ({"year": 2020}, ["acl"]),
        ({"year": "2020-2024"}, ["acl", "new"]),
        ({"year": "2020–"}, ["acl", "new"]),
        ({"year": "-2020"}, ["old", "acl"]),
        ({"venue": "acl"}, ["acl"]),
        ({"venue": "words journal"}, ["old"]),
        ({"venue": 'acl" OR "emnlp'}, []),
        ({"author": "nunez"}, ["acl"]),
        ({"author": "Wang"}, ["acl", "new"]),
        ({"author": "tuowei wang"}, ["new"]),
        ({"author": "T. Wang"}, ["new"]),
        ({"author": "José Wang"}, []),
        ({"author": "Wang", "year": "2024-", "venue": "emnlp"}, ["new"]),
        ({}, ["old", "acl", "new", "bare"]),
    ],
)
def test_papers_are_found_by_year_venue_and_author(filled, wanted, ids):
    filters = Filters.of(**wanted)
    assert filled.ids(filters) == ids
    assert [paper.id for paper in filled.papers(filters)] == ids
    assert {match.paper_id for match in filled.search("words", filters=filters)} == set(ids)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"year": "last"}, "not a year"),
        ({"year": "-"}, "not a year"),
        ({"year": "2020 2024"}, "not a year"),
        ({"author": "…"}, "author '…' holds no word"),
        ({"venue": ""}, "venue '' holds no word"),
        ({"year": "2024-2020"}, "ends before it begins.*2020-2024"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_told(wanted, told):
    with pytest.raises(FilterError, match=told):
        Filters.of(**wanted)


def test_a_filter_sees_what_was_changed_and_removed(filled):
    wanted = Filters.of(author="Wang")
    assert filled.ids(wanted) == ["acl", "new"]
    filled.remove(["acl"])
    filled.add([Paper("late", "Late", "Words come late.", ("Wei Wang",))])
    assert filled.ids(wanted) == ["new", "late"]


def test_a_filter_looks_at_no_paper_that_it_does_not_want(filled):
    with filled._connections.reading() as connection:
        for query in (
            "SELECT row FROM papers WHERE year >= 2020",
            "SELECT row FROM papers WHERE row IN (SELECT rowid FROM facets WHERE facets MATCH 'acl')",
        ):
            plan = connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
            assert "SCAN papers" not in str(plan)
