import pytest

from rag.verification.strength import overstated


@pytest.mark.parametrize(
    ("claim", "source", "word"),
    [
        ("It always helps.", "It may help.", "always"),
        ("It guarantees safety.", "It can make models safer.", "guarantees"),
        ("It is the best method.", "It is a good method.", "the best"),
        ("It is the first work to prune tokens.", "It prunes tokens.", "the first"),
    ],
)
def test_a_claim_that_goes_further_than_its_source_is_told_by_its_word(
    claim: str, source: str, word: str
) -> None:
    assert overstated(claim, source) == word


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It helps.", "It may help."),
        ("It always helps.", "It helps in all cases."),
        ("It is the best method.", "It outperforms all baselines."),
        ("It reaches the highest score.", "It is state-of-the-art."),
        ("The first step prunes tokens.", "It begins by pruning."),
        ("Most of the tokens are pruned.", "It prunes 90% of the tokens."),
    ],
)
def test_a_claim_as_strong_as_its_source_or_weaker_is_not(claim: str, source: str) -> None:
    assert overstated(claim, source) == ""
