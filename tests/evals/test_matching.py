import pytest

from evals.matching import says_any, tokens, without_markers


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("It saves up to 1.93\u00d7 memory.", "1.93x"),
        ("It saves up to 1.93 times as much.", "1.93x"),
        ("a 2-fold improvement", "2x"),
        (r"accuracy of 57.8\%", "57.8%"),
        ("57.8 percent", "57.8%"),
        ("57.8 per cent", "57.8 percent"),
        ("1217 samples", "1,217"),
        ("1,217,000 samples", "1217000"),
        ("Token Elimination", "token-elimination"),
        ("0.50M parameters", "0.5M"),
        ("a score of .5", "0.5"),
        ("removes 32%-85% of them", "32%"),
        ("LeMo's memory", "lemo"),
        ("ﬁne-tuning", "fine tuning"),
        ("10² steps", "10^2"),
        ("speeds it up by 10times.", "10 times"),
    ],
)
def test_the_same_fact_in_other_characters_is_found(text: str, variant: str) -> None:
    assert says_any(text, [variant])


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("1.93x", "1.9"),
        ("1.93x", "93"),
        ("132 tokens", "32"),
        ("32.5%", "32"),
        ("10² steps", "102"),
        ("tokens", "token"),
        ("1,000", "000"),
        ("many times", "x"),
        ("anything", ""),
        ("anything", " - "),
    ],
)
def test_a_part_of_a_token_is_not_a_fact(text: str, variant: str) -> None:
    assert not says_any(text, [variant])


def test_one_variant_is_enough() -> None:
    assert says_any("It is training-free.", ["no training", "training free"])


def test_no_variants_are_never_said() -> None:
    assert not says_any("anything", [])


def test_markers_are_not_facts() -> None:
    assert tokens(without_markers("It needs none [1]. Nor does [2, 13].")) == [
        "it",
        "needs",
        "none",
        "nor",
        "does",
    ]
