"""What may be asked, and what is said where it may not."""

import random

import pytest

from rag.assistant import LONGEST_QUESTION, checked_question
from rag.errors import QuestionError


@pytest.mark.parametrize(
    ("question", "complaint"),
    [
        ("", "The question is empty."),
        (" \t\n ", "The question is empty."),
        ("\x00\x00", "The question is empty."),
        ("🙂🙂", "The question holds no word."),
        ("?!…", "The question holds no word."),
        ("a" * (LONGEST_QUESTION + 1), "The question has 4,001 characters"),
        (random.Random(7).randbytes(300).decode(errors="replace"), "The question is no readable text."),
    ],
)
def test_what_is_no_question_is_refused_with_a_sentence(question, complaint):
    with pytest.raises(QuestionError) as caught:
        checked_question(question)
    assert caught.value.happened.startswith(complaint)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "question",
    ["How much?", "7", "Wie viel spart LeMo?", "LeMo 节省多少内存?", "كم؟", "naïve 🙂 question", "a\u200db"],
)
def test_a_question_in_any_script_is_taken_as_it_is(question):
    assert checked_question(f"  {question}\n") == question
