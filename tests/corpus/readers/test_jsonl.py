import json

import pytest

from corpus import Paper
from corpus.readers import jsonl
from corpus.readers.records import Flaw, Record, to_paper


def papers_of(*lines):
    found = jsonl.records(iter(lines))
    return [to_paper(item) if isinstance(item, Record) else item for item in found]


def paper_of(**fields):
    (paper,) = papers_of(json.dumps({"id": "x", "title": "T", "abstract": "A.", **fields}))
    return paper


def flaw_of(line):
    (flaw,) = papers_of(line)
    assert isinstance(flaw, Flaw)
    return flaw


def test_every_field_is_read():
    assert paper_of(
        authors=["Ann B", {"name": "Cy  D"}], year=2025, venue="ACL", url="https://example.org"
    ) == Paper("x", "T", "A.", ("Ann B", "Cy D"), 2025, "ACL", "https://example.org")


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("Ann B; Cy D", ("Ann B", "Cy D")),
        ("Ann B, Cy D and Eve F", ("Ann B", "Cy D", "Eve F")),
        (["Smith, John and Sons"], ("Smith, John and Sons",)),
        (None, ()),
    ],
)
def test_authors_may_be_one_text(given, names):
    assert paper_of(authors=given).authors == names


def test_the_names_of_the_fields_may_be_those_of_beir():
    assert papers_of('{"_id": "7", "title": "T", "text": "A."}') == [Paper("7", "T", "A.")]


@pytest.mark.parametrize(("given", "kept"), [(7, "7"), ("0", "0"), (0, "0"), (" a b ", "a b"), (None, "")])
def test_an_id_is_text(given, kept):
    assert paper_of(id=given).id == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        *((2025, 2025), ("2025", 2025), ("n.d.", None), (10**30, None), (7, None)),
        *((2020.0, 2020), (2020.5, None), ("2020-01-05", 2020), ("2021a", 2021), ("c2001", 2001)),
    ],
)
def test_a_year_is_four_digits_or_nothing(given, kept):
    assert paper_of(year=given).year == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ann B", ("Ann B",)),
        ([], ()),
        (None, ()),
        ([{"family": "B"}, 3.5, "", "C"], ("C",)),
        ({"name": "A"}, ("A",)),
    ],
)
def test_authors_are_names(given, kept):
    assert paper_of(authors=given).authors == kept


def test_a_title_is_one_line_and_an_abstract_keeps_its_own():
    paper = paper_of(title=" Of\n mice ", abstract="  One.\n\nTwo.\n")
    assert (paper.title, paper.abstract) == ("Of mice", "One.\n\nTwo.")


def test_control_characters_become_spaces():
    paper = paper_of(title="A\u0000B", abstract="We\u0007 saw\x1b it.")
    assert (paper.title, paper.abstract) == ("A B", "We  saw  it.")


@pytest.mark.parametrize("name", ["title", "abstract"])
@pytest.mark.parametrize("value", ["", "  ", None, 5.5, ["x"], "\u0000"])
def test_a_paper_without_title_or_abstract_is_a_flaw(name, value):
    assert paper_of(**{name: value}) == Flaw(1, f"the paper has no {name}")


def test_an_empty_line_is_nothing():
    assert [paper.id for paper in papers_of("\n", '{"id": "a", "title": "T", "text": "A."}\n', "  \n")] == [
        "a"
    ]


@pytest.mark.parametrize(
    "line",
    ['{"id": "a", "title": "T', '{"id": }', "nonsense", "[1, 2]", "null", '"text"', "\x00", '{"a": "\x00"}'],
)
def test_a_line_that_is_no_object_is_a_flaw(line):
    assert "not a JSON object" in flaw_of(line).reason


@pytest.mark.parametrize("line", ["[" * 100_000, '{"year": ' + "9" * 10_000 + "}"])
def test_a_line_beyond_all_measure_is_a_flaw(line):
    assert "beyond" in flaw_of(line).reason


def test_the_flaws_name_their_lines_and_the_rest_goes_in():
    good = '{"id": "a", "title": "T", "text": "A."}'
    found = papers_of(good, "{", "", good.replace('"T"', '""'), good)
    assert [item.line for item in found if isinstance(item, Flaw)] == [2, 4]
    assert sum(isinstance(item, Paper) for item in found) == 2


@pytest.mark.parametrize("title", ["caf\udce9", "half \ud83d"])
def test_text_that_is_not_utf8_is_a_flaw_that_says_so(title):
    assert "UTF-8" in paper_of(title=title).reason


@pytest.mark.parametrize("head", ['{"id": 1}', '\n  { "title": "cut', '{"a": 1}\nnonsense'])
def test_json_lines_are_recognised_by_their_first(head):
    assert jsonl.recognises(head)


@pytest.mark.parametrize("head", ["", "text", '[{"id": 1}]', "{\n", "{ not json"])
def test_other_files_are_not_taken_for_json_lines(head):
    assert not jsonl.recognises(head)


def test_an_author_is_a_name_that_may_be_in_parts():
    authors = ["Ann B", {"first": "Cy", "last": "D"}, {"name": "Eve F"}, 3, None, "et al."]
    assert paper_of(authors=authors).authors == ("Ann B", "Cy D", "Eve F")
