import pytest

from rag.verification.statements import LONGEST, Statement, statements

TEXT = """# Related work

LeMo reduces memory [1, 2] (Wang et al., 2025). It is
fast~\\cite{lemo}. Does it help?

- First item of 3
- Second **item**

2.1 Token Pruning
DyMU merges \u202etokens\u202c.
LeMo achieves 1.36x speedups
"""


def test_a_text_is_cut_into_sentences_headings_and_questions_without_references() -> None:
    assert list(statements(TEXT)) == [
        Statement("Related work", "heading"),
        Statement("LeMo reduces memory.", "claim"),
        Statement("It is fast.", "claim"),
        Statement("Does it help?", "question"),
        Statement("First item of 3", "claim"),
        Statement("Second item", "claim"),
        Statement("2.1 Token Pruning", "heading"),
        Statement("DyMU merges tokens.", "claim"),
        Statement("LeMo achieves 1.36x speedups", "claim"),
    ]


@pytest.mark.parametrize("text", ["", " \n\n ", "…", "\x00\u200f", "---\n***\n"])
def test_what_holds_no_word_is_left_out(text: str) -> None:
    assert list(statements(text)) == []


@pytest.mark.parametrize("text", ["x" * 5000, "word " * 2000, "深度学习" * 1000])
def test_a_sentence_without_end_is_cut_into_parts_that_hold_all_of_it(text: str) -> None:
    found = list(statements(text))
    assert all(len(statement.text) <= LONGEST for statement in found)
    assert "".join(statement.text for statement in found).replace(" ", "") == text.replace(" ", "")


def test_a_claim_without_a_full_stop_is_a_claim() -> None:
    assert [statement.kind for statement in statements("LeMo doubles memory use")] == ["claim"]


@pytest.mark.parametrize(
    "text",
    [
        "LoRA (introduced by Google in 2019) cuts parameters.",
        "LoRA (Since May 2019) cuts parameters.",
        "LoRA (May 2019) cuts parameters.",
        "LoRA [trained on data of 2019] cuts parameters.",
    ],
)
def test_what_is_claimed_in_brackets_is_kept(text: str) -> None:
    assert [statement.text for statement in statements(text)] == [text]


@pytest.mark.parametrize(
    "reference",
    [
        "(Hu et al., 2021)",
        "(Hu 2021)",
        "(OpenAI, 2023)",
        "(see Hu and Chen, 2021a, p. 3)",
        "[Hu, Chen & van der Berg 2021; Lee, 2020]",
        "(e.g., Hu et al. 2021, 2022; O’Neil, 1999)",
    ],
)
def test_authors_with_a_year_are_a_reference(reference: str) -> None:
    assert [statement.text for statement in statements(f"LoRA {reference} cuts parameters.")] == [
        "LoRA cuts parameters."
    ]


@pytest.mark.parametrize(
    "text", ["BERT can run on CPU", "Mamba is not as bad as RNN", "LeMo Outperforms DyMU", "BERT has no bug"]
)
def test_a_line_with_a_verb_is_no_heading(text: str) -> None:
    assert [statement.kind for statement in statements(text)] == ["claim"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Token Pruning for Transformers", ["heading"]),
        ("Introduction\nLeMo saves memory.", ["heading", "claim"]),
        ("We extend the model\nBERT\nto long texts.", ["claim"]),
        ("Large Language Models\nare large.", ["claim"]),
        ("# what is done", ["heading"]),
    ],
)
def test_capitalised_words_are_a_heading_only_where_they_stand_alone(text: str, kinds: list[str]) -> None:
    assert [statement.kind for statement in statements(text)] == kinds


def test_brackets_without_end_take_no_time() -> None:
    assert list(statements("(" + "Hu, Chen and Lee " * 5000))
    assert list(statements("(Hu Chen Lee, " * 5000))
