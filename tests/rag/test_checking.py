import tracemalloc

import pytest

from corpus.paper import Paper
from rag.checking import Checker
from rag.similarity import SentenceVectors
from rag.testing import TinyEmbedding
from rag.values import Hit
from rag.verification.verifier import Verifier

ONE = Paper("a", "Vitamin D and fractures", "Vitamin D reduces the risk of fractures in women.")
OTHER = Paper("b", "A second look", "Vitamin D increases the risk of fractures in women.")


class EveryPaper:
    """Finds all papers for any question."""

    def __init__(self, papers: tuple[Paper, ...]) -> None:
        self.papers = papers

    def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        return tuple(Hit(paper, 1.0) for paper in self.papers[:limit])

    def holding(self, words: str, limit: int) -> tuple[Paper, ...]:
        return self.papers[:limit]


@pytest.fixture
def checker(papers, idf) -> Checker:
    return Checker(EveryPaper(papers), Verifier(SentenceVectors(TinyEmbedding()), idf), idf)


def test_each_sentence_is_a_claim_with_its_verdict_and_exact_spans(checker) -> None:
    text = (
        "LeMo reduces memory consumption by up to 1.93x. DyMU needs training. Bananas are rich in potassium."
    )
    claims = list(checker.check(text))
    assert [claim.verdict for claim in claims] == ["supported", "contradicted", "unsupported"]
    assert [bool(claim.citations) for claim in claims] == [True, True, False]
    assert [bool(claim.reason) for claim in claims] == [False, True, True]
    for claim in claims:
        assert 0 <= claim.score <= 1
        for citation in claim.citations:
            assert citation.paper.abstract[citation.start : citation.end] == citation.quote


def test_papers_are_numbered_in_order_of_appearance(checker) -> None:
    text = "DyMU merges visual tokens. LeMo drops tokens that say little. DyMU needs no training."
    numbers = [[citation.number for citation in claim.citations] for claim in checker.check(text)]
    assert numbers == [[1], [2], [1]]


def test_given_papers_are_the_only_ones_asked(checker, papers) -> None:
    claim = "LeMo reduces memory consumption by up to 1.93x."
    (against_others,) = checker.check(claim, papers=papers[1:])
    (against_none,) = checker.check(claim, papers=[])
    assert {against_others.verdict, against_none.verdict} == {"unsupported"}


def test_of_many_given_papers_the_ones_that_fit_are_read(checker, papers) -> None:
    many = [Paper(f"p{i}", f"Paper {i}", f"Number {i} is about something else.") for i in range(100)]
    (claim,) = checker.check("DyMU needs no training.", papers=[*many, *papers])
    assert claim.verdict == "supported"


def test_papers_that_contradict_each_other_are_both_cited(checker) -> None:
    (claim,) = checker.check("Vitamin D lowers the risk of fractures in women.", papers=[ONE, OTHER])
    assert claim.verdict == "supported"
    assert claim.reason == "“A second look” says otherwise"
    assert [(citation.number, citation.paper) for citation in claim.citations] == [(1, ONE), (2, OTHER)]


def test_a_question_and_a_heading_claim_nothing(checker) -> None:
    claims = list(checker.check("# Memory\n\nHow much memory does LeMo save?"))
    assert [(claim.checkable, claim.verdict) for claim in claims] == [(False, "unsupported")] * 2
    assert [claim.reason for claim in claims] == ["a heading claims nothing", "a question claims nothing"]


def test_progress_is_told_sentence_by_sentence(checker) -> None:
    told = []
    list(checker.check("LeMo drops tokens. DyMU merges tokens.", report=told.append))
    assert [(progress.done, progress.total) for progress in told] == [(1, 2), (2, 2)]


def test_a_long_text_is_checked_sentence_by_sentence_in_little_memory(checker) -> None:
    claims = checker.check("LeMo drops tokens that say little. " * 10_000)
    tracemalloc.start()
    assert all(next(claims).verdict == "supported" for _ in range(20))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8_000_000


@pytest.mark.parametrize(
    "text", ["", "\x00", "?", "\u202e", "<script>alert(1)</script>", "深度学习。", "a" * 9_000]
)
def test_odd_texts_do_no_harm(checker, text) -> None:
    assert all(claim.verdict == "unsupported" for claim in checker.check(text))
