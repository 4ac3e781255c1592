from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from evals.metrics.grounding import number_grounding, ungrounded_numbers
from evals.metrics.quotation import quotation_exactness
from rag.values import Answer, Claim

Make = Callable[..., Any]


def test_a_quote_that_is_not_its_span_is_not_exact(case: Make, answer: Make, cite: Make, lemo: Any) -> None:
    good = cite(lemo, "It is 1.36x faster.")
    shifted = replace(good, start=good.start - 1)
    reworded = replace(good, quote="It is 1.63x faster.")
    unknown = replace(good, paper=replace(lemo, id="nowhere"))
    assert quotation_exactness(case(answer=answer(("One.", (good, shifted, reworded, unknown))))) == 0.25


def test_the_librarys_own_abstract_decides_and_not_the_answers_copy(
    case: Make, answer: Make, cite: Make, lemo: Any
) -> None:
    forged = replace(lemo, abstract="LeMo needs no memory at all.")
    assert quotation_exactness(case(answer=answer(("One.", (cite(forged, forged.abstract),))))) == 0


def test_a_claim_called_quoted_must_stand_in_its_quote(case: Make, cite: Make, lemo: Any) -> None:
    quote = cite(lemo, "It is 1.36x faster.")
    claims = (Claim("It is  1.36x faster.", "quoted", (quote,)), Claim("It is fast.", "quoted", (quote,)))
    assert quotation_exactness(case(answer=Answer(status="answered", text="", claims=claims))) == 0.5


def test_without_citations_or_numbers_neither_applies(case: Make, answer: Make) -> None:
    bare = case(answer=answer(("It is fast.", ())))
    assert quotation_exactness(bare) is None
    assert number_grounding(bare) is None


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("It is 1.36 times faster.", 1),
        ("It is 1.36x faster and cuts 1.93x.", 0.5),
        ("It is 1.3x faster.", 0),
        ("It is 36 times faster.", 0),
        ("GPT-4 and Qwen2.5 are 1.36x slower.", 1),
    ],
)
def test_a_number_must_stand_in_what_its_own_claim_cites(
    case: Make, answer: Make, cite: Make, lemo: Any, text: str, share: float
) -> None:
    made = case(answer=answer((text, (cite(lemo, "It is 1.36x faster."),))))
    assert number_grounding(made) == share


def test_numbers_are_compared_by_value_and_small_words_count(case: Make, answer: Make, lemo: Any) -> None:
    paper = replace(lemo, abstract="Two models on 1,217 samples with 0.50M weights and 10times less.")
    quote = replace(
        answer(("", ())).claims[0],
        text="2 models, 1217 samples, 0.5M weights, 10x less, 3 seeds.",
        citations=(_whole(paper),),
    )
    made = case(answer=Answer(status="answered", text="", claims=(quote,)))
    assert number_grounding(made) == 0.8
    assert ungrounded_numbers(made) == 1


def _whole(paper: Any) -> Any:
    from rag.values import Citation

    return Citation(1, paper, paper.abstract, 0, len(paper.abstract))
