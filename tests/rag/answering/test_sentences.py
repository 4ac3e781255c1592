import pytest

from rag.answering.sentences import cleaned, finished_sentences


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


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_however_a_draft_arrives_its_sentences_are_the_same(size: int) -> None:
    pieces = [TEXT[place : place + size] for place in range(0, len(TEXT), size)]
    assert list(finished_sentences(pieces)) == SENTENCES


def test_a_sentence_is_given_as_soon_as_the_next_begins() -> None:
    read: list[str] = []

    def pieces():
        for piece in ("One is done. ", "Two is ", "not."):
            read.append(piece)
            yield piece

    assert next(finished_sentences(pieces())) == "One is done."
    assert "not." not in read


def test_an_empty_draft_has_no_sentence() -> None:
    assert list(finished_sentences([])) == list(finished_sentences(["", " \n "])) == []
