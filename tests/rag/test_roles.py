"""The parts of an abstract that questions ask for."""

import pytest

from rag.evidence.roles import WantedRole
from rag.question import read_question

KNOWN = "Fine-tuning of large models is a widely used way to adapt them."
PROPOSED = "In this paper, we propose LeMo, which drops tokens."
FOUND = "It saves half of the memory."
REASON = "This arises from the lack of long outputs."
PLAIN = "The tokens are dropped."


def bonus(question: str, sentence: str, place: float = 0.0) -> float:
    return WantedRole.of(read_question(question)).bonus(sentence, place)


@pytest.mark.parametrize(
    "sentence",
    [
        PROPOSED,
        "We first propose a loss.",
        "This work introduces a tokenizer.",
        "To address this, tokens are merged.",
        "Specifically, it merges tokens.",
        "The key of our method is a mask.",
    ],
)
def test_how_something_is_done_is_told_where_it_is_proposed(sentence):
    assert bonus("How does it work?", sentence) > bonus("How does it work?", KNOWN)


def test_what_is_proposed_answers_a_question_for_the_way_more_than_one_for_a_name():
    assert bonus("How does it drop tokens?", PROPOSED) > bonus("Which tokens?", PROPOSED) > 0


def test_what_was_found_is_told_in_the_end():
    assert bonus("How much memory is saved?", FOUND, 1.0) > bonus("How much memory is saved?", FOUND, 0.2)


def test_where_no_finding_is_asked_for_the_place_tells_nothing():
    assert bonus("Which tokens are dropped?", FOUND, 1.0) == bonus("Which tokens are dropped?", FOUND, 0.0)


def test_whether_something_is_so_is_told_towards_the_end():
    assert bonus("Is it slow?", PLAIN, 1.0) > bonus("Is it slow?", PLAIN, 0.0)


def test_why_something_is_so_is_told_where_a_cause_is_named():
    assert bonus("Why are the outputs short?", REASON) > bonus("Why are the outputs short?", PLAIN)
    assert bonus("Which outputs are short?", REASON) == bonus("Which outputs are short?", PLAIN)
