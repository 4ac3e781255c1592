import pytest

from rag.conversation import leans_on_history, standalone
from rag.values import Message

LEANING = [
    "How does it do that?",
    "Is that new?",
    "What is the speed-up?",
    "Do both need training?",
    "How fast is it?",
    "And its speed-up?",
    "Why?",
    "Tell me more.",
    "Which of them needs no training?",
    "What about memory?",
    "Who wrote the paper?",
    "13.6% lower loss of training than what, though?",
    "More",
]
ALONE = [
    "What is RLHF?",
    "Which papers show that transformers can be pruned?",
    "Which papers cover both vision and language?",
    "How do people measure hallucination in those models that use retrieval?",
    "How does LeMo reduce memory consumption during fine-tuning?",
    "Which papers prune visual tokens without training?",
    "What is the boiling point of ethanol under pressure?",
]
PAPERS = ("LeMo", "DyMU", "TempMe")


def names(text: str) -> list[str]:
    return [name for name in PAPERS if name in text]


def turns(*texts: str) -> list[Message]:
    roles = ("user", "assistant")
    return [{"role": roles[place % 2], "content": text} for place, text in enumerate(texts)]  # type: ignore[typeddict-item]


@pytest.mark.parametrize("question", LEANING)
def test_a_question_that_needs_what_was_said_leans_on_it(question: str) -> None:
    assert leans_on_history(question)


@pytest.mark.parametrize("question", ALONE)
def test_a_question_with_its_own_subject_does_not(question: str) -> None:
    assert not leans_on_history(question)
    assert standalone(question, turns("What is LeMo?", "LeMo saves memory."), names, names) == question


def test_without_history_a_question_stays_as_it_is() -> None:
    assert standalone("How fast is it?", [], names, names) == "How fast is it?"


def test_a_pronoun_means_the_paper_spoken_of_last() -> None:
    history = turns("What is DyMU?", "DyMU merges tokens.", "What is LeMo?", "LeMo saves memory.")
    assert standalone("How fast is it?", history, names, names) == "LeMo: How fast is it?"


def test_a_question_that_names_a_paper_keeps_to_it() -> None:
    history = turns("What is LeMo?", "LeMo saves memory.")
    assert standalone("And what about DyMU?", history, names, names) == "And what about DyMU?"


def test_a_plural_means_all_papers_of_the_last_turn_that_named_any() -> None:
    history = turns("Compare them.", "LeMo saves memory, DyMU merges tokens.", "Thanks", "You are welcome.")
    question = standalone("Which of them needs no training?", history, names, names)
    assert question == "LeMo, DyMU: Which of them needs no training?"


def test_a_subject_lasts_ten_turns() -> None:
    history = turns("What is LeMo?", "LeMo saves memory.", *(["Why?", "Because."] * 9))
    assert standalone("How fast is it?", history, names, names) == "LeMo: How fast is it?"


def test_where_no_paper_was_named_the_question_before_comes_in_front() -> None:
    history = turns("What is attention?", "It weighs tokens.")
    assert standalone("Why?", history, names, names) == "What is attention? Why?"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("And how fast is the other one?", "DyMU: And how fast is the other one?"),
        ("No, I meant the other one.", "How much memory does DyMU save?"),
        ("The other paper!", "How much memory does DyMU save?"),
    ],
)
def test_the_other_paper_is_the_one_before_and_a_correction_asks_anew(question: str, asked: str) -> None:
    history = turns("What is DyMU?", "DyMU merges.", "How much memory does LeMo save?", "LeMo saves half.")
    assert standalone(question, history, names, names) == asked


def test_a_correction_that_names_nothing_is_put_to_the_question_before() -> None:
    history = turns("What makes prompt tuning efficient?", "LeMo moves fewer tokens. [1]")
    corrected = standalone("no, I meant the one with the subspaces", history, names, names)
    assert corrected == "What makes prompt tuning efficient? no, I meant the one with the subspaces"


def test_a_bare_why_asks_for_the_reason_of_what_was_told() -> None:
    history = turns("How much memory does LeMo save?", "Up to 1.93x. [1]")
    assert (
        standalone("why so much?", history, names, names)
        == "LeMo: How much memory does LeMo save? why so much?"
    )
    assert standalone("why does it prune visual tokens early?", history, names, names) == (
        "LeMo: why does it prune visual tokens early?"
    )


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which of the two is newer?", "DyMU, LeMo: Which of the two is newer?"),
        ("How does it compare to TempMe?", "LeMo: How does it compare to TempMe?"),
        ("Compare TempMe with that.", "LeMo: Compare TempMe with that."),
        ("Compare that with TempMe.", "LeMo: Compare that with TempMe."),
        ("Does TempMe need more time than its rivals?", "Does TempMe need more time than its rivals?"),
        ("Is it faster than LeMo?", "Is it faster than LeMo?"),
    ],
)
def test_two_papers_may_be_meant_of_which_one_or_none_is_named(question: str, asked: str) -> None:
    history = turns("What is DyMU?", "DyMU merges tokens.", "What is LeMo?", "LeMo saves memory.")
    assert standalone(question, history, names, names) == asked


@pytest.mark.parametrize(
    ("question", "paper"),
    [("And the second one?", "LeMo"), ("What does the last of them save?", "TempMe"), ("The fifth one?", "")],
)
def test_a_place_is_one_in_the_latest_list(question: str, paper: str) -> None:
    history = turns(
        "Which papers?", "DyMU: merges.\nLeMo: as DyMU.\nTempMe: merges.", "Thanks!", "LeMo is good."
    )
    assert standalone(question, history, names, names) == (f"{paper}: {question}" if paper else question)


@pytest.mark.parametrize("question", ["How did they fix that?", "Is there a cure for it?"])
def test_a_remedy_is_asked_for_what_was_told(question: str) -> None:
    history = turns("What is wrong with LeMo?", "LeMo forgets.")
    asked = standalone(question, history, names, names)
    assert asked == f"LeMo: What is wrong with LeMo? {question}"


def test_a_place_among_things_of_one_paper_means_that_paper() -> None:
    history = turns("Which two steps does LeMo take?", "LeMo picks tokens, then drops them.")
    asked = "How does the second one work?"
    assert standalone(asked, history, names, names) == f"LeMo: {asked}"
