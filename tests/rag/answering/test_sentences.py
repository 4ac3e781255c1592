import pytest

from rag.answering.sentences import cleaned, draft_sentences


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("- **LeMo** saves memory [1, 2].", "LeMo saves memory."),
        ("2. It is `fast`.", "It is fast."),
        ("# Heading", "Heading"),
        ("See [the paper](https://example.org).", "See the paper."),
        ("![pixel](https://example.org/p.png) Yes.", "Yes."),
        ("<img src=x onerror=alert(1)>It works.", "It works."),
        ("It saves 2 × [3] memory.", "It saves 2 × memory."),
        ("Latency is <10 ms and throughput >100/s.", "Latency is <10 ms and throughput >100/s."),
        ("Scores lie in [0, 1], depth is 2**3.", "Scores lie in [0, 1], depth is 2**3."),
        ("**Both** words __count__ [4][5].", "Both words count."),
        ("[1]", ""),
        ("", ""),
    ],
)
def test_a_sentence_loses_what_the_model_put_around_it(written: str, plain: str) -> None:
    assert cleaned(written) == plain


TEXT = "LeMo saves memory, e.g. on GPUs. It is fast! Is it?\n- First.\n- Second"
SENTENCES = ["LeMo saves memory, e.g. on GPUs.", "It is fast!", "Is it?", "First.", "Second"]


def test_a_draft_has_the_sentences_of_each_line() -> None:
    assert draft_sentences(TEXT) == SENTENCES


@pytest.mark.parametrize("draft", ["", " \n ", "[1]"])
def test_an_empty_draft_has_no_sentence(draft: str) -> None:
    assert draft_sentences(draft) == []
