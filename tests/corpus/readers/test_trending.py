import pytest

from corpus import read, trending_papers_path
from corpus.readers import trending
from corpus.readers.records import Flaw, Record

BANNER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\n"
FIRST = "LeMo: Less Token Involvement\n\n" + "LeMo saves memory. " * 30
SECOND = "Scattered or Connected? An Approach\n\nWe present a short abstract."
THIRD = "Skill-it!\n\n" + "It orders skills, " * 30 + "see https://example.org/code"

PAGE = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def pairs(text):
    found = trending.records(iter(text.splitlines(keepends=True)))
    return [item.fields["title"] for item in found if isinstance(item, Record)]


def flaws(text):
    return [item for item in trending.records(iter(text.splitlines())) if isinstance(item, Flaw)]


ALL = ["LeMo: Less Token Involvement", "Scattered or Connected? An Approach", "Skill-it!"]


def test_the_built_in_page_has_sixty_one_papers():
    bad = []
    papers = list(read(trending_papers_path(), bad.append))
    assert bad == []
    assert len(papers) == len({paper.id for paper in papers}) == 61
    assert papers[0].title.startswith("ReCIT: Reconstructing Full Private Data")
    assert papers[-1].title == "FAIT: Fault-Aware Fine-Tuning for Better Code Generation"
    assert all(len(paper.title) < 130 and 1400 < len(paper.abstract) < 1930 for paper in papers)


def test_the_abstracts_are_the_lines_of_the_page_word_for_word():
    lines = trending_papers_path().read_text(encoding="utf-8").splitlines()
    assert all({paper.title, paper.abstract} <= set(lines) for paper in read(trending_papers_path()))


@pytest.mark.parametrize(
    "page",
    [
        f"{BANNER}Jul 15\n\n{PAGE}",
        f"{PAGE}\n",
        f"{BANNER}{FIRST}\n\nJul 14\n\n{SECOND}\n\nJul 13\n\n{THIRD}\n\nJul 12\n",
        f"15 July 2025\n\n{FIRST}\n\nTue, Jul 15, 2025\n\n{SECOND}\n\n2025-07-15\n\n{THIRD}",
        f"{FIRST}\n\n{SECOND}\n\n{BANNER}Jul 1\n\n{THIRD}",
        PAGE.replace("\n\n", "\n \t\n\n"),
        (BANNER + PAGE).replace("\n", "\r\n"),
    ],
    ids=["whole", "bare", "dates between", "dates of other forms", "two pages", "spaces", "Windows"],
)
def test_every_paper_of_a_page_is_found(page):
    assert pairs(page) == ALL
    assert flaws(page) == []
    assert trending.recognises(page)


def test_lines_without_empty_ones_between_are_told_apart_where_they_are_long():
    assert pairs(FIRST.replace("\n\n", "\n") + "\n" + THIRD.replace("\n\n", "\n")) == [ALL[0], ALL[2]]


def test_an_abstract_that_was_wrapped_is_joined():
    wrapped = "A Title\n\n" + "We saw a great many things.\n" * 12 + "\nAnother\n\nWe saw\nmore."
    found = list(trending.records(iter(wrapped.splitlines())))
    assert [item.fields["title"] for item in found] == ["A Title", "Another"]
    assert found[1].fields["abstract"] == "We saw more."


def test_a_title_without_abstract_is_a_flaw_and_the_next_paper_is_whole():
    page = f"Jul 1\n\n{FIRST}\n\nA lonely title\n\n{SECOND}\n\nThe last title"
    assert pairs(page) == ALL[:2]
    assert [(flaw.line, "no abstract" in flaw.reason) for flaw in flaws(page)] == [(7, True), (13, True)]


def test_an_abstract_without_title_is_a_flaw_and_the_next_paper_is_whole():
    page = f"Jul 1\n\n{FIRST}\n\n{'It stands alone. ' * 40}\n\n{SECOND}"
    assert pairs(page) == ALL[:2]
    assert [(flaw.line, "no title" in flaw.reason) for flaw in flaws(page)] == [(7, True)]


def test_a_title_may_end_with_a_full_stop():
    assert pairs(f"{FIRST}\n\nAll You Need.\n\n{'We need it. ' * 40}") == [ALL[0], "All You Need."]


def test_a_record_is_named_by_the_line_of_its_title():
    assert [item.line for item in trending.records(iter((BANNER + FIRST).splitlines()))] == [9]
