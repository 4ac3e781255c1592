import pytest

from corpus import Paper
from corpus.readers import tables
from corpus.readers.records import Flaw

HEADER = "Key,Title,Author,Publication Year,Publication Title,Abstract Note,DOI\n"


def test_a_table_of_a_reference_manager_is_read_by_its_header(papers_in):
    row = 'K1,"Of mice, and men","Beek, Ann; Cox, Di",2020,ACL,"One.\nTwo, ""three"".",10.1000/x1\n'
    assert papers_in("\ufeff" + HEADER + row) == [
        Paper(
            "K1",
            "Of mice, and men",
            'One.\nTwo, "three".',
            ("Ann Beek", "Di Cox"),
            2020,
            "ACL",
            "https://doi.org/10.1000/x1",
        )
    ]


@pytest.mark.parametrize("delimiter", ["\t", ";", "|", ","])
def test_the_delimiter_is_told_by_the_header(papers_in, delimiter):
    rows = ("title", "abstract"), ("T", "We saw.")
    (paper,) = papers_in("\n".join(map(delimiter.join, rows)))
    assert (paper.title, paper.abstract) == ("T", "We saw.")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("['Ann B', \"C D'E\"]", ("Ann B", "C D'E")),
        ("Ann B, Cy D", ("Ann B", "Cy D")),
        ("Ann B and Cy D", ("Ann B", "Cy D")),
        ("Ann B|Cy D", ("Ann B", "Cy D")),
        ("Smith, John", ("John Smith",)),
        ("Ann B and others", ("Ann B",)),
        ("Smith, J., & Doe, A. B.", ("J. Smith", "A. B. Doe")),
        ("Smith, J., van Doe, A.-B., & Lee, C.", ("J. Smith", "A.-B. van Doe", "C. Lee")),
        ("Smith, John and van Doe, Ann", ("John Smith", "Ann van Doe")),
        ("Ann B, Cy D, and Eve F", ("Ann B", "Cy D", "Eve F")),
        ("Beek, Ann; Cox, Di, Jr.; The Team", ("Ann Beek", "Di Cox Jr.", "The Team")),
        ("[{'name': 'Ann B', 'id': None}, {'name': 'Cy D'}]", ("Ann B", "Cy D")),
        ('[{"name": "Ann B", "id": null}]', ("Ann B",)),
        ("['Ann B' 'Cy D']", ("Ann B", "Cy D")),
        ("['Ann \\B', 5, None]", ("Ann \\B",)),
        ("[" * 10_000, ("[" * 10_000,)),
        ("__import__('os').abort()", ("__import__('os').abort()",)),
        ("", ()),
    ],
)
def test_the_authors_of_a_cell_are_told_apart(papers_in, cell, names):
    assert papers_in(f"title\tabstract\tauthors\nT\tA.\t{cell}\n")[0].authors == names


def test_rows_are_named_by_their_lines_and_the_bad_ones_left_out():
    rows = ["\n", "title,abstract\n", 'A,"One\n', 'two."\n', "B,x,too,many\n", "\n", "C\n", "D,Four.,\n"]
    found = list(tables.records(iter(rows)))
    assert [(item.line, isinstance(item, Flaw)) for item in found] == [
        (3, False),
        (5, True),
        (7, False),
        (8, False),
    ]


def test_a_quotation_mark_that_is_not_closed_is_told(given, read_all):
    rows = 'title,abstract\nA,One.\nB,"' + "x\n" * 100_000 + "C,Three.\n"
    papers, remarks = read_all(given(rows))
    assert [paper.title for paper in papers] == ["A", "C"]
    assert "line 3: a quotation mark is not closed" in remarks[0]


@pytest.mark.parametrize(
    "rest", ["C,Three.\nD,Four.\n", '"C","Three."\nD,Four.\n', 'C,"Three."\nD,Four.', 'C,Three.\nD,"Fo\nur."']
)
def test_a_quotation_mark_that_is_not_closed_costs_no_other_row(given, read_all, rest):
    papers, remarks = read_all(given('title,abstract\nA,One.\nB,"Two\n' + rest))
    assert [paper.title for paper in papers] == ["A", "C", "D"]
    assert [remark.partition(":")[0] for remark in remarks] == ["papers, line 3"]


def test_a_table_that_breaks_off_in_a_cell_is_told(given, read_all):
    papers, remarks = read_all(given('title,abstract\nA,One.\nB,"Two'))
    assert [paper.title for paper in papers] == ["A"]
    assert "line 3: a quotation mark is not closed" in remarks[0]


def test_a_line_may_be_careless_about_quotation_marks_within_a_cell(papers_in):
    (paper,) = papers_in('title,abstract\n5" disks,"a "b" c"\n')
    assert (paper.title, paper.abstract) == ('5" disks', 'a b" c"')


def test_a_venue_may_be_an_object(papers_in):
    table = "title\tabstract\tjournal\nT\tA.\t{'name': 'Nature', 'pages': None}\n"
    assert papers_in(table)[0].venue == "Nature"


@pytest.mark.parametrize("head", ["name,year\nA,2025\n", "title,year\n", "title and abstract\n", "", "\n"])
def test_other_files_are_not_taken_for_tables(head):
    assert not tables.recognises(head)
