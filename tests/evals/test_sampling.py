from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from evals.sampling import sample, splits

Make = Callable[..., Any]


@pytest.fixture
def questions(ask: Make) -> list[Any]:
    sizes = {"number": 10, "listing": 5, "casual": 1}
    return [ask(id=f"{kind}-{i}", type=kind) for kind, size in sizes.items() for i in range(size)]


def test_each_type_is_halved(questions: list[Any]) -> None:
    halves = splits(questions)
    counts = Counter((question.type, halves[question.id]) for question in questions)
    assert counts == {
        ("number", "dev"): 5,
        ("number", "test"): 5,
        ("listing", "dev"): 3,
        ("listing", "test"): 2,
        ("casual", "dev"): 1,
    }


def test_the_split_depends_on_ids_and_seed_alone(questions: list[Any]) -> None:
    assert splits(questions) == splits(reversed(questions))
    assert splits(questions) != splits(questions, seed=1)


def test_a_new_question_moves_at_most_one_other(questions: list[Any], ask: Make) -> None:
    before, after = splits(questions), splits([*questions, ask(id="number-new")])
    assert sum(before[id_] != after[id_] for id_ in before) <= 1


def test_a_sample_has_every_type_in_its_share(questions: list[Any]) -> None:
    chosen = sample(questions, 8)
    # Shares of 8: 5, 2.5, 0.5; the two halves tie for the last place.
    assert len(chosen) == 8
    assert Counter(question.type for question in chosen)["number"] == 5
    assert chosen == sample(questions, 8)
    assert [q.id for q in chosen] == [q.id for q in questions if q in chosen]


@pytest.mark.parametrize("limit", [16, 100])
def test_a_limit_that_is_not_reached_keeps_all(questions: list[Any], limit: int) -> None:
    assert sample(questions, limit) == tuple(questions)


def test_a_limit_of_none_keeps_none(questions: list[Any]) -> None:
    assert sample(questions, 0) == ()
