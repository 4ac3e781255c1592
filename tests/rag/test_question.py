import pytest

from rag.question import read_question

FORMS = {
    "listing": ["Which papers prune tokens?", "List methods for merging.", "Show me surveys on agents."],
    "comparison": ["Compare LeMo with DyMU.", "What is the difference between them?", "LeMo versus DyMU?"],
    "asks_number": ["How much memory does LeMo save?", "What is its average speed-up?", "By how much?"],
    "yes_or_no": ["Does LeMo need training?", "And is it fast?"],
    "asks_availability": ["Where can I find the code?", "Is there a GitHub repository?"],
}


@pytest.mark.parametrize(("form", "question"), [(form, q) for form, asked in FORMS.items() for q in asked])
def test_a_question_is_read_by_its_form(form: str, question: str) -> None:
    assert getattr(read_question(question), form)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which paper measures how much fine-tuning contributes?", False),
        ("Who studies how many examples are needed?", False),
        ("Which method saves memory, and by how much?", True),
        ("How long are the prompts?", True),
    ],
)
def test_a_number_that_a_work_is_told_by_is_not_asked_for(question: str, asks: bool) -> None:
    assert read_question(question).asks_number is asks


@pytest.mark.parametrize("form", FORMS)
def test_a_plain_question_has_none_of_the_forms(form: str) -> None:
    assert not getattr(read_question("What does LeMo drop?"), form)
