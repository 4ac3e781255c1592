from collections.abc import Callable
from typing import Any

import pytest

from evals.metrics import citations
from evals.question import GoldSentence
from rag.values import Answer

Make = Callable[..., Any]


@pytest.fixture
def cited(case: Make, answer: Make, cite: Make, lemo: Any, dymu: Any) -> Any:
    """Three claims: gold alone, gold and a stray paper, nothing."""
    gold, stray = cite(lemo, "It cuts memory by 1.93x."), cite(dymu, "DyMU merges tokens.", 2)
    other = cite(lemo, "It is 1.36x faster.")
    return case(answer=answer(("One.", (gold,)), ("Two.", (other, stray)), ("Three.", ())))


def test_paper_precision_counts_citations_and_recall_counts_claims(cited: Any) -> None:
    # Citations: lemo, lemo, dymu. Claims with lemo: two of three.
    assert citations.paper_citation_precision(cited) == pytest.approx(2 / 3)
    assert citations.paper_citation_recall(cited) == pytest.approx(2 / 3)
    assert citations.paper_citation_f1(cited) == pytest.approx(2 / 3)


def test_on_the_sentence_level_another_sentence_of_the_gold_paper_is_wrong(cited: Any) -> None:
    assert citations.sentence_citation_precision(cited) == pytest.approx(1 / 3)
    assert citations.sentence_citation_recall(cited) == pytest.approx(1 / 3)
    assert citations.sentence_citation_f1(cited) == pytest.approx(1 / 3)


def test_pointing_at_a_whole_abstract_is_a_citation_of_each_sentence(
    case: Make, answer: Make, cite: Make, lemo: Any
) -> None:
    whole = case(answer=answer(("One.", (cite(lemo, lemo.abstract),))))
    assert citations.sentence_citation_precision(whole) == pytest.approx(1 / 3)
    assert citations.sentence_citation_recall(whole) == 1
    assert citations.sentence_citation_f1(whole) == pytest.approx(0.5)


def test_a_gold_item_inside_a_sentence_stands_for_the_sentence(
    case: Make, ask: Make, answer: Make, cite: Make, lemo: Any
) -> None:
    question = ask(sentences=(GoldSentence("lemo", "memory by 1.93x"),))
    assert citations.sentence_citation_f1(case(question, answer(("One.", (cite(lemo, "cuts memory"),))))) == 1


def test_coverage_counts_the_gold_papers_that_are_cited(
    case: Make, ask: Make, answer: Make, cite: Make, lemo: Any
) -> None:
    question = ask(papers=("lemo", "dymu"))
    half = case(question, answer(("One.", (cite(lemo, "It is 1.36x faster."),))))
    assert citations.paper_coverage(half) == 0.5


def test_an_answer_without_citations_has_no_precision_and_no_f1(case: Make, answer: Make) -> None:
    bare = case(answer=answer(("One.", ())))
    assert citations.paper_citation_precision(bare) is None
    assert citations.paper_citation_recall(bare) == 0
    assert citations.paper_citation_f1(bare) == 0


def test_a_refusal_and_a_question_without_gold_are_left_out(case: Make, ask: Make, answer: Make) -> None:
    refused = case(answer=Answer(status="not_in_corpus", text=""))
    without_gold = case(ask(papers=(), sentences=()), answer(("One.", ())))
    for score in (citations.paper_citation_f1, citations.sentence_citation_recall, citations.paper_coverage):
        assert score(refused) is None
        assert score(without_gold) is None
