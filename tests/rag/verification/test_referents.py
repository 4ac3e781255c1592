import pytest

from corpus.paper import Paper
from rag.verification.referents import misplaced_quantities, rival_quantities

BOTH = "LeMo reduces memory consumption by up to 1.93x and achieves up to 1.36x speedups."
ON_TWO = "X improves accuracy by 5.2% on GLUE and 3.1% on SQuAD."
PLACED = [
    ("LeMo cuts memory by 1.93x and reaches a 1.36x speedup.", BOTH),
    ("LeMo speeds up training by 1.36x.", BOTH),
    ("It uses 64 attention heads.", "It has 32 layers and 64 heads."),
    ("Its accuracy reaches 80%.", "Its accuracy improves from 60% to 80%."),
    ("It improves accuracy by 3.1%.", ON_TWO),
    ("On SQuAD it gains 3.1%.", ON_TWO),
    ("Latency falls by 50%.", "It reduces memory by 30% and latency by 50%."),
    ("Its recall is 50%.", "Its accuracy and recall are 30% and 50%, respectively."),
    ("It reaches 60% on COCO.", "It works, reaching 75.3% on ImageNet, 60% on COCO."),
    ("It saves GPU RAM by half.", "It needs 50% less memory."),
    ("It needs 1.93x less GPU memory.", BOTH),
    ("LeMo is 1.36x as fast.", BOTH),
    ("Performance rises by 1.36x.", BOTH),
]
MISPLACED = [
    ("LeMo reduces latency by 1.93x.", BOTH, "1.93x"),
    ("It improves perplexity by 23.84x.", "It shows a 23.84x speedup in attention computation.", "23.84x"),
    ("LeMo achieves a speedup of 1.93x.", BOTH, "1.93x"),
    ("It is 88% faster.", "It decodes fast. It closes 88% of the gap to the tuned model.", "88%"),
    ("It has 64 layers.", "It has 32 layers and 64 heads.", "64"),
    ("It reduces memory by 50%.", "It reduces memory by 30% and latency by 50%.", "50%"),
    ("It reaches 60% on ImageNet.", "It works, reaching 75.3% on ImageNet, 60% on COCO.", "60%"),
]


def paper(abstract: str) -> Paper:
    return Paper("p", "LeMo: Less Token Involvement", abstract)


@pytest.mark.parametrize(("claim", "abstract"), PLACED)
def test_a_number_of_what_the_sentence_gives_it_to_is_right(claim: str, abstract: str) -> None:
    assert misplaced_quantities(claim, abstract, paper(abstract)) == []


@pytest.mark.parametrize(("claim", "abstract", "number"), MISPLACED)
def test_a_number_that_the_sentence_gives_to_something_else_is_misplaced(
    claim: str, abstract: str, number: str
) -> None:
    assert [str(found) for found in misplaced_quantities(claim, abstract, paper(abstract))] == [number]


def test_another_number_of_the_same_thing_is_a_rival() -> None:
    (rival,) = rival_quantities("LeMo cuts memory consumption by 3x.", BOTH, paper(BOTH))
    assert str(rival) == "3x"


@pytest.mark.parametrize(
    "claim",
    ["LeMo cuts memory consumption by 1.93x.", "LeMo cuts energy by 3x.", "LeMo saves 40% of memory."],
)
def test_a_number_of_another_thing_or_kind_is_none(claim: str) -> None:
    assert rival_quantities(claim, BOTH, paper(BOTH)) == []
