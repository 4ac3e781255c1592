import pytest

from rag.abbreviations import expansions, spells_out

TEXT = "Our framework, dubbed Dually Sparsity-Embedded Efficient Tuning (DSEE), has two aims (both new)."


def test_a_short_form_is_given_with_its_words_in_full() -> None:
    assert expansions(TEXT) == {"DSEE": "Dually Sparsity-Embedded Efficient Tuning"}


@pytest.mark.parametrize(
    "question", ["What's dsee short for?", "Define dually sparsity-embedded efficient tuning."]
)
def test_a_text_spells_out_what_a_question_speaks_of_in_short_or_in_full(question: str) -> None:
    assert spells_out(TEXT, question)


def test_a_text_spells_out_nothing_else() -> None:
    assert not spells_out(TEXT, "What is FAIT short for?")
