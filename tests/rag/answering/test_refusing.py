from dataclasses import replace

import pytest

from corpus.paper import Paper
from rag.answering.refusing import NEAREST, refusal_text
from rag.question import read_question
from rag.subjects import Subject
from rag.values import Hit

LINKED = Paper("a", "LeMo", "LeMo saves memory.", url="https://example.org/lemo")
PAPERS = [LINKED, *(Paper(f"p{i}", f"Paper {i}", "Text.") for i in range(5))]
HITS = [Hit(paper, 1.0) for paper in PAPERS]
READING = read_question("What does LeMo cost?")


def test_a_paper_that_does_not_say_is_named_and_its_full_text_linked() -> None:
    text = refusal_text("not_in_abstract", READING, HITS)
    assert "“LeMo”" in text
    assert "https://example.org/lemo" in text


def test_a_paper_without_an_address_is_named_without_a_link() -> None:
    text = refusal_text("not_in_abstract", READING, HITS[1:])
    assert "“Paper 0”" in text
    assert "http" not in text


@pytest.mark.parametrize(
    "question", ["Who wrote LeMo?", "LeMo: and who are its authors?", "name the authors of LeMo"]
)
def test_who_wrote_a_paper_is_in_no_abstract_and_told_from_its_record(question: str) -> None:
    paper = replace(LINKED, authors=("Ada", "Eve"))
    reading = read_question(question, [Subject(paper, "lemo", 1.0, in_title=True)])
    assert "record in this library names Ada, Eve." in refusal_text("not_in_abstract", reading, HITS)
    assert "full text" in refusal_text("not_in_abstract", replace(reading, subjects=(LINKED,)), HITS)


@pytest.mark.parametrize(
    "question", ["Who are the authors and what do they propose?", "What do the authors say?"]
)
def test_what_else_is_asked_of_authors_an_abstract_may_say(question: str) -> None:
    assert not read_question(question, [Subject(LINKED, "lemo", 1.0, in_title=True)]).asks_authors


def test_where_nothing_is_about_it_the_nearest_papers_are_shown() -> None:
    text = refusal_text("not_in_corpus", READING, HITS)
    assert [paper.title in text for paper in PAPERS] == [place < NEAREST for place in range(len(PAPERS))]


def test_an_empty_library_says_so() -> None:
    assert refusal_text("not_in_corpus", READING, []) == "This library holds no paper about that."
