from collections.abc import Callable
from typing import Any

import pytest

from evals.metrics import cost
from rag.values import Answer

Make = Callable[..., Any]


def test_seconds_and_tokens_are_those_that_the_answer_tells(case: Make) -> None:
    told = Answer(
        "answered",
        "",
        timings={"first_token": 1.5, "total": 4.0},
        usage={"prompt_tokens": 300, "completion_tokens": 20},
    )
    measured = case(answer=told)
    assert (cost.first_token_seconds(measured), cost.total_seconds(measured)) == (1.5, 4.0)
    assert (cost.prompt_tokens(measured), cost.completion_tokens(measured)) == (300, 20)


def test_an_answer_without_a_model_is_left_out_of_the_tokens(case: Make) -> None:
    quoted = case(answer=Answer("answered", "", usage={"prompt_tokens": 0, "completion_tokens": 0}))
    assert cost.prompt_tokens(quoted) is None
    assert cost.completion_tokens(quoted) is None


def test_a_step_is_spread_over_the_cases_that_took_it(case: Make) -> None:
    # Of 1, 2, 3, 4, 10: the 95th percentile lies 0.8 of the way from 4 to 10.
    cases = [case(answer=Answer("answered", "", timings={"verify": seconds})) for seconds in (10, 1, 4, 2, 3)]
    steps = cost.seconds_by_step([*cases, case(answer=Answer("not_in_corpus", "", timings={"total": 1.0}))])
    assert steps["verify"] == cost.Spread(5, 4.0, 3.0, pytest.approx(8.8), 10.0)
    assert steps["total"].n == 1


def test_memory_is_told_in_bytes() -> None:
    peak = cost.peak_memory()
    assert peak is None or 10_000_000 < peak < 100_000_000_000
