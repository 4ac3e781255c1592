import pytest

from rag.answering.reporting import reported


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("We can close 88\\% of the gap.", "The authors can close 88% of the gap."),
        ("Our method beats theirs, and we say why.", "The authors' method beats theirs, and they say why."),
        (
            "The results show that we need fewer tokens.",
            "The results show that the authors need fewer tokens.",
        ),
        (
            "LeMo was trained in the US; it allows us to save.",
            "LeMo was trained in the US; it allows the authors to save.",
        ),
        ("Power, flour and focus are no pronouns.", "Power, flour and focus are no pronouns."),
        ("Latency is 50 us, as we say.", "Latency is 50 us, as the authors say."),
        ("“Can We Trust Them?” says what we do.", "“Can We Trust Them?” says what the authors do."),
        ("", ""),
    ],
)
def test_what_authors_say_of_themselves_is_told_of_them(written, told):
    assert reported(written) == told


@pytest.mark.parametrize("written", ["It needs d^2 + d parameters in $O(n)$.", "A \\emph{word}", "100\\"])
def test_what_is_no_escape_stays(written):
    assert reported(written) == written
