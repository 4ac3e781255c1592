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
