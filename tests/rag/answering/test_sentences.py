import pytest

from rag.answering.sentences import draft_sentences

TEXT = "LeMo saves memory, e.g. on GPUs. It is fast! Is it?\n- First.\n- Second"
SENTENCES = ["LeMo saves memory, e.g. on GPUs.", "It is fast!", "Is it?", "First.", "Second"]


def test_a_draft_has_the_sentences_of_each_line() -> None:
    assert draft_sentences(TEXT) == SENTENCES


@pytest.mark.parametrize("draft", ["", " \n ", "[1]"])
def test_an_empty_draft_has_no_sentence(draft: str) -> None:
    assert draft_sentences(draft) == []
