import pytest

from corpus.paper import Paper
from rag.verification.attribution import Attribution, sentences_of
from rag.verification.rules import Broken
from rag.verification.support import related, support

SENTENCES = tuple(sentences_of([Paper("p", "Title", "It works.")]))
NEAR, FAR = Attribution(SENTENCES, 0.9, 0.9), Attribution(SENTENCES, 0.2, 0.1)
FAULTS = [Broken("number"), Broken("name"), Broken("unsaid"), Broken("opposite", contradicts=True)]


@pytest.mark.parametrize("stated", [None, 0.0, 0.5, 1.0])
@pytest.mark.parametrize("attribution", [NEAR, FAR])
def test_half_parts_what_stands_from_what_fell(attribution: Attribution, stated: float | None) -> None:
    assert 0.5 <= support(attribution, stated, None) <= 1
    assert all(0 <= support(attribution, stated, broken) <= 0.5 for broken in FAULTS)


def test_nearer_sentences_and_a_surer_model_speak_for_a_claim() -> None:
    assert related(FAR) < 0.5 < related(NEAR)
    for broken in (None, *FAULTS):
        assert support(FAR, 0.9, broken) < support(NEAR, 0.9, broken)
        assert support(NEAR, 0.2, broken) < support(NEAR, 0.9, broken)


def test_a_missing_number_speaks_louder_against_a_claim_than_silence() -> None:
    assert support(NEAR, 0.9, Broken("number")) < support(NEAR, 0.9, Broken("unsaid"))
