from collections.abc import Sequence

from corpus.paper import Paper
from rag.answering.listing import listed
from rag.question import read_question
from rag.similarity import SentenceVectors
from rag.text import Idf
from rag.values import Evidence, Hit
from rag.verification.attribution import sentences_of

QUESTION = read_question("Which papers merge tokens?")
CLOSEST = Paper("a", "DyMU", "DyMU papers merge tokens.")
CLOSE = Paper("b", "TempMe", "Other papers merge tokens too.")
FAR = Paper("c", "FedKSeed", "Federated clients share random seeds over a network.")


def asked(papers: Sequence[Paper]) -> tuple[list[Hit], list[Evidence]]:
    spans = {paper.id: sentences_of([paper])[-1].span for paper in papers}
    hits = [Hit(paper, 0.5) for paper in papers]
    return hits, [
        Evidence(paper, paper.abstract[span.start : span.end], span.start, span.end, 0.5)
        for paper in papers
        for span in [spans[paper.id]]
    ]


def test_a_listing_names_what_is_near_the_best_and_leaves_out_what_is_far(
    vectors: SentenceVectors, idf: Idf
) -> None:
    judgements = listed(QUESTION, *asked([FAR, CLOSE, CLOSEST]), vectors, idf)
    assert [judgement.claim for judgement in judgements] == [
        "DyMU papers merge tokens.",
        "Other papers merge tokens too.",
    ]
    assert all(judgement.verdict == "quoted" for judgement in judgements)


def test_what_no_paper_is_about_is_not_listed(vectors: SentenceVectors, idf: Idf) -> None:
    question = read_question("Which papers discuss cryptocurrency exchanges?")
    assert listed(question, *asked([FAR, CLOSE]), vectors, idf) == []


def test_papers_that_were_found_but_are_no_evidence_are_not_listed(
    vectors: SentenceVectors, idf: Idf
) -> None:
    hits, evidence = asked([CLOSEST, CLOSE])
    assert [judgement.claim for judgement in listed(QUESTION, hits, evidence[:1], vectors, idf)] == [
        "DyMU papers merge tokens."
    ]


def test_nothing_is_listed_where_nothing_was_found(vectors: SentenceVectors, idf: Idf) -> None:
    assert listed(QUESTION, [], [], vectors, idf) == []
