import pytest

from corpus import Paper
from corpus.readers import ris

RECORD = """TY  - CPAPER
ID  - r1
TI  - Of mice
   and men
AU  - Beek, Ann
AU  - Cox, Di, Jr.
PY  - 2020/03/12//
T2  - ACL
AB  - One.
Two.
UR  - https://example.org
ER  -

"""
OLD = """TY  - JOUR
T1  - T
A1  - Cox, Di
N2  - A.
Y1  - 1999
JO  - J
DO  - 10.1000/x
ER  -
""".replace("\n", "\r\n")


def test_a_record_becomes_a_paper(papers_in):
    assert papers_in(RECORD) == [
        Paper(
            "r1",
            "Of mice and men",
            "One. Two.",
            ("Ann Beek", "Di Cox Jr."),
            2020,
            "ACL",
            "https://example.org",
        )
    ]


def test_the_older_tags_are_read_too(papers_in):
    assert papers_in(OLD) == [
        Paper("10.1000/x", "T", "A.", ("Di Cox",), 1999, "J", "https://doi.org/10.1000/x")
    ]


def test_a_record_that_is_not_ended_is_read_and_the_next_too(papers_in):
    assert [paper.id for paper in papers_in(RECORD.replace("ER  -\n", "") + OLD)] == ["r1", "10.1000/x"]


def test_a_record_without_abstract_is_told_with_its_line(given, read_all):
    _, remarks = read_all(given(RECORD + RECORD.replace("AB  - One.\nTwo.\n", "")))
    assert remarks == ["papers, line 14: the paper has no abstract."]


def test_a_record_that_the_parser_cannot_take_is_told_and_the_others_are_read(given, read_all):
    odd = "TY  - JOUR\nPY  - 1999\nPY  - 2000\nand so on\nER  -\n"
    papers, remarks = read_all(given(odd + OLD))
    assert [paper.id for paper in papers] == ["10.1000/x"]
    assert "line 1: the record cannot be parsed" in remarks[0]


@pytest.mark.parametrize("head", ["", "TYpe - x", "text"])
def test_other_files_are_not_taken_for_ris(head):
    assert not ris.recognises(head)
