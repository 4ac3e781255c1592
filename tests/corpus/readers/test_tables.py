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
            ("Beek, Ann", "Cox, Di"),
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
    assert papers[0].title == "A"
    assert "line 3: a cell has no end" in remarks[0]


@pytest.mark.parametrize("head", ["name,year\nA,2025\n", "title,year\n", "title and abstract\n", "", "\n"])
def test_other_files_are_not_taken_for_tables(head):
    assert not tables.recognises(head)
