import pytest

from rag.answering.sentences import draft_sentences, finished, told_apart

TEXT = "LeMo saves memory, e.g. on GPUs. It is fast! Is it?\n- First.\n- Second"
SENTENCES = ["LeMo saves memory, e.g. on GPUs.", "It is fast!", "Is it?", "First.", "Second"]


def test_a_draft_has_the_sentences_of_each_line() -> None:
    assert draft_sentences(TEXT) == SENTENCES


@pytest.mark.parametrize("draft", ["", " \n ", "[1]"])
def test_an_empty_draft_has_no_sentence(draft: str) -> None:
    assert draft_sentences(draft) == []


def test_what_a_sentence_sets_against_each_other_is_two_sentences() -> None:
    told = "LeMo drops tokens, while DyMU merges them."
    assert told_apart(told) == ("LeMo drops tokens.", "DyMU merges them.")


@pytest.mark.parametrize(
    "sentence", ["It is fast.", "While fast, it is small.", "A is so, while B is, whereas C is not."]
)
def test_any_other_sentence_is_one(sentence: str) -> None:
    assert told_apart(sentence) == (sentence,)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("It saves memory. It is used for", "It saves memory. "),
        ("It saves memory.\nIt is used for", "It saves memory.\n"),
        ("It saves memory.", "It saves memory."),
        ('It is "cheap."', 'It is "cheap."'),
        ("It is used for", ""),
        ("", ""),
    ],
)
def test_what_a_draft_that_was_cut_short_did_not_finish_is_left_out(draft: str, expected: str) -> None:
    assert finished(draft) == expected
