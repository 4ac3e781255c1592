import json

import pytest

from corpus.readers import json_document
from corpus.readers.records import Flaw

OBJECTS = [{"id": f"p{n}", "title": f"Title {n}", "abstract": f"We saw {n} of [them}}."} for n in range(5)]


def in_blocks(text, size):
    return (text[start : start + size] for start in range(0, len(text), size))


def found_in(text, size=10):
    return list(json_document.records(in_blocks(text, size)))


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_is_read_object_by_object_wherever_its_blocks_end(size, indent):
    found = found_in(json.dumps(OBJECTS, indent=indent), size)
    assert [record.fields for record in found] == OBJECTS


@pytest.mark.parametrize("name", ["data", "results"])
def test_the_list_may_be_the_answer_of_an_interface(papers_in, name):
    answer = {"meta": {"count": 5, "next": None}, name: [None, *OBJECTS], "group_by": []}
    assert [paper.id for paper in papers_in(json.dumps(answer))] == ["p0", "p1", "p2", "p3", "p4"]


def test_one_object_over_several_lines_is_one_paper(papers_in):
    assert [paper.id for paper in papers_in(json.dumps(OBJECTS[1], indent=2))] == ["p1"]


def test_a_line_of_json_lines_that_holds_a_list_is_no_answer(papers_in):
    lines = "".join(json.dumps({"title": "T", "data": [{}], **each}) + "\n" for each in OBJECTS)
    assert len(papers_in(lines)) == 5


def test_a_record_is_named_by_the_line_where_it_begins():
    found = found_in(json.dumps(OBJECTS, indent=1))
    assert [record.line for record in found] == [2, 7, 12, 17, 22]


def test_a_broken_object_is_a_flaw_and_reading_goes_on_at_the_next():
    text = json.dumps(OBJECTS, indent=1).replace('"Title 2"', "Title 2")
    found = found_in(text)
    assert [item.line for item in found if isinstance(item, Flaw)] == [12]
    assert [item.fields["id"] for item in found if not isinstance(item, Flaw)] == ["p0", "p1", "p3", "p4"]


def test_where_the_next_object_cannot_be_told_that_is_said():
    *good, flaw = found_in(json.dumps(OBJECTS).replace('"Title 2"', "Title 2"))
    assert len(good) == 2
    assert "cannot be told apart" in flaw.reason


@pytest.mark.parametrize("cut", [-1, -40])
def test_a_list_that_breaks_off_gives_what_was_before(cut):
    *good, flaw = found_in(json.dumps(OBJECTS)[:cut])
    assert len(good) >= 4
    assert isinstance(flaw, Flaw)


def test_nesting_beyond_all_measure_is_a_flaw():
    assert "beyond" in found_in('[{"a":' * 100_000, 65_536)[0].reason


def test_an_object_beyond_all_measure_is_a_flaw(monkeypatch):
    monkeypatch.setattr(json_document, "LONGEST_OBJECT", 1000)
    (flaw,) = found_in('[{"a": "' + "x" * 5000, 100)
    assert "beyond" in flaw.reason


@pytest.mark.parametrize("head", ["", "[1]", "{}", '{"id": "a", "items": [1]}', "[[", "text"])
def test_other_files_are_not_taken_for_documents(head):
    assert not json_document.recognises(head)
