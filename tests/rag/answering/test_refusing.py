from corpus.paper import Paper
from rag.answering.refusing import NEAREST, refusal_text
from rag.question import read_question
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


def test_where_nothing_is_about_it_the_nearest_papers_are_shown() -> None:
    text = refusal_text("not_in_corpus", READING, HITS)
    assert [paper.title in text for paper in PAPERS] == [place < NEAREST for place in range(len(PAPERS))]


def test_an_empty_library_says_so() -> None:
    assert refusal_text("not_in_corpus", READING, []) == "This library holds no paper about that."
