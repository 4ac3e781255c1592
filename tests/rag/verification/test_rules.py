import pytest

from corpus.paper import Paper
from rag.verification.attribution import Attribution, sentences_of
from rag.verification.rules import broken_rules

LEMO = Paper(
    "lemo",
    "LeMo: Enabling Less Token Involvement",
    "LeMo reduces memory consumption by up to 1.93x. It was tested on Llama 2. "
    "TempMe is its rival. The code is at https://example.org/lemo.",
    authors=("Tuowei Wang",),
    venue="NSDI",
)


def faults(claim: str, *places: int) -> list[tuple[str, str, bool]]:
    sentences = sentences_of([LEMO])
    ground = Attribution(tuple(sentences[place] for place in places or (0,)), 0.8, 0.8)
    return [(broken.fault, broken.at_fault, broken.contradicts) for broken in broken_rules(claim, ground)]


@pytest.mark.parametrize(
    "claim",
    [
        "LeMo reduces memory consumption by up to 1.93 times.",
        "Wang's LeMo cuts memory consumption.",
        "At NSDI, LeMo was shown to reduce memory consumption.",
        "The method lowers memory use.",
    ],
)
def test_a_claim_that_keeps_every_rule_has_no_fault(claim: str) -> None:
    assert faults(claim) == []


def test_a_number_that_is_not_there_is_a_fault() -> None:
    assert faults("LeMo reduces energy by up to 40%.") == [("number", "40%", False)]


@pytest.mark.parametrize("claim", ["LeMo reduces 3D memory consumption.", "LeMo fits Llama-2-7B in memory."])
def test_digits_that_a_name_begins_with_or_adds_are_cited_too(claim: str) -> None:
    assert faults(claim)[0][0] == "number"


def test_another_number_for_the_same_thing_contradicts() -> None:
    assert faults("LeMo reduces memory consumption by up to 3x.") == [("number", "3x", True)]


def test_a_name_that_the_paper_lacks_is_a_fault() -> None:
    assert faults("Here DyMU reduces memory consumption.") == [("name", "DyMU", False)]


def test_a_claim_about_a_rival_may_not_cite_what_is_said_of_another() -> None:
    assert ("subject", "LeMo", False) in faults("TempMe reduces memory consumption.")


def test_an_address_that_the_abstract_lacks_is_a_fault() -> None:
    assert faults("The code is at https://example.org/other.", 3) == [
        ("name", "https://example.org/other", False)
    ]
    assert faults("The code is at https://example.org/lemo.", 3) == []


def test_the_opposite_contradicts() -> None:
    assert faults("LeMo increases memory consumption.") == [("opposite", "", True)]


def test_saying_always_where_the_sentence_does_not_is_a_fault() -> None:
    assert faults("LeMo always reduces memory consumption.") == [("strength", "always", False)]


@pytest.mark.parametrize(
    ("claim", "abstract"),
    [
        ("It helps HIV-positive people.", "It helps people with HIV."),
        ("It acts by NF-kB-dependent expression.", "It acts by expression that needs NF-\u03baB."),
        ("It needs interferon-\u03b3.", "It needs interferon gamma."),
        ("It is trained by PPO.", "It is trained by Proximal Policy Optimization."),
    ],
)
def test_a_name_is_known_in_its_parts_and_in_greek(claim: str, abstract: str) -> None:
    paper = Paper("p", "On It", abstract)
    broken = broken_rules(claim, Attribution(tuple(sentences_of([paper])), 0.8, 0.8))
    assert list(broken) == []


URIAL = Paper(
    "u",
    "The Unlocking Spell",
    "We introduce a method called URIAL. URIAL requires three constant examples. "
    "We evaluate on a diverse set of questions, named JUST-EVAL. Our 1.3 billion model Vega is best.",
)


@pytest.mark.parametrize(
    ("claim", "place", "broken"),
    [
        ("JUST-EVAL has 3 constant examples.", 1, True),
        ("URIAL requires 3 constant examples.", 1, False),
        ("Vega has 1.3 billion parameters.", 3, False),
    ],
)
def test_a_figure_of_one_thing_is_not_lent_to_another_of_the_same_abstract(
    claim: str, place: int, broken: bool
) -> None:
    found = broken_rules(claim, Attribution((sentences_of([URIAL])[place],), 0.5, 0.5))
    assert any(rule.fault in {"referent", "subject"} for rule in found) is broken


@pytest.mark.parametrize(
    ("sentence", "broken"),
    [
        ("Our model achieves an average score of 91.3.", False),
        ("Our model achieves 91.3 on SuperGLUE.", True),
        ("DeBERTa achieves 91.3.", True),
    ],
)
def test_a_figure_of_our_model_is_of_the_thing_that_is_ours(sentence: str, broken: bool) -> None:
    paper = Paper("v", "Bag of Tricks", f"We describe our submission Vega to a board. It is GLUE. {sentence}")
    claim = "The average score of Vega on the GLUE leaderboard is 91.3."
    found = broken_rules(claim, Attribution((sentences_of([paper])[2],), 0.5, 0.5))
    assert any(rule.fault in {"referent", "subject"} for rule in found) is broken
