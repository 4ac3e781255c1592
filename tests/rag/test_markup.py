import pytest

from rag.markup import cleaned


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
def test_a_sentence_loses_the_marks_around_it(written: str, plain: str) -> None:
    assert cleaned(written) == plain
