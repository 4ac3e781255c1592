import pytest

from rag.verification.polarity import needs_what_is_absent, negated, opposed

OPPOSED = [
    ("LeMo doubles memory use.", "LeMo reduces memory consumption by up to 1.93x."),
    ("LeMo increases memory consumption.", "LeMo reduces memory consumption and speeds up training."),
    ("DyMU needs training.", "DyMU needs no training."),
    ("DyMU requires training.", "DyMU is a training-free method."),
    ("DyMU does not merge tokens.", "DyMU merges tokens."),
    ("TempMe outperforms DyMU.", "DyMU outperforms TempMe."),
    ("TempMe is faster than DyMU.", "DyMU is faster than TempMe."),
    ("TempMe is slower than DyMU.", "TempMe is faster than DyMU."),
    ("TempMe underperforms DyMU.", "TempMe outperforms DyMU on all tasks."),
    ("It uses fewer parameters than BERT.", "It uses more parameters than BERT."),
    ("The method does not improve accuracy.", "The method improves accuracy by 5%."),
    ("The method improves accuracy.", "The method does not improve accuracy."),
    ("It harms accuracy.", "It reduces cost without harming accuracy."),
    ("Vitamin D increases fracture risk.", "Vitamin D supplementation reduces the risk of fracture."),
    ("It is less efficient.", "It is more efficient."),
    ("Without fine-tuning, it reaches 80%.", "It reaches 80% with fine-tuning."),
    ("ALDH1 is associated with better prognosis.", "ALDH1 is associated with poor prognosis."),
]
AGREED = [
    ("LeMo lowers memory consumption.", "LeMo reduces memory consumption and speeds up training."),
    ("LeMo increases training speed.", "LeMo reduces training memory."),
    ("DyMU is training-free.", "DyMU needs no training."),
    ("DyMU works without training.", "DyMU needs no training."),
    ("TempMe outperforms DyMU.", "TempMe outperforms DyMU on all tasks."),
    ("BERT uses fewer parameters than the model.", "The model uses more parameters than BERT."),
    ("It reduces more than 50% of tokens.", "It reduces over 50% of tokens."),
    ("It achieves higher accuracy with fewer tokens.", "Using fewer tokens, it reaches higher accuracy."),
    ("It improves efficiency.", "It reduces cost while improving efficiency."),
    ("It reduces cost.", "It reduces cost without harming accuracy."),
    ("It preserves accuracy.", "It reduces cost without losing accuracy."),
    ("Vitamin D increases the risk of fracture.", "Vitamin D reduces the risk of falls."),
    ("It not only speeds up training but improves accuracy.", "It speeds up training and improves accuracy."),
    (
        "Exercise training improves quality of life.",
        "Exercise training did better than care without training.",
    ),
    (
        "Inhibiting HDAC6 increases survival of mice.",
        "Inhibition of HDAC6 activity improved survival of mice.",
    ),
    ("It cuts memory use.", "High memory footprints are a limitation."),
    ("", "It reduces cost."),
]


@pytest.mark.parametrize(("claim", "sentence"), OPPOSED)
def test_what_goes_the_other_way_is_opposed(claim: str, sentence: str) -> None:
    assert opposed(claim, sentence)


@pytest.mark.parametrize(("claim", "sentence"), AGREED)
def test_what_goes_the_same_way_or_speaks_of_something_else_is_not(claim: str, sentence: str) -> None:
    assert not opposed(claim, sentence)


@pytest.mark.parametrize(
    "text", ["It isn’t so.", "It fails to learn.", "No change.", "A training-free method"]
)
def test_a_denial_is_seen(text: str) -> None:
    assert negated(text)


@pytest.mark.parametrize("text", ["It is so.", "Nothing of note", "It not only learns but teaches."])
def test_what_denies_nothing_is_none(text: str) -> None:
    assert not negated(text)


@pytest.mark.parametrize(
    ("claim", "absent"),
    [
        ("DyMU requires additional training.", True),
        ("DyMU requires no training.", False),
        ("DyMU needs few tokens, and no training.", False),
        ("DyMU is evaluated after training.", False),
    ],
)
def test_what_an_abstract_is_free_of_is_not_needed(claim: str, absent: bool) -> None:
    assert needs_what_is_absent(claim, "DyMU is an efficient, training-free framework.") is absent
