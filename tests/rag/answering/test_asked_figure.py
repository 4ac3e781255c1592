import pytest

from corpus.paper import Paper
from rag.answering.asked_figure import figure_asked_for, lacks_figure
from rag.answering.quoting import quote
from rag.question import read_question
from rag.text import Idf
from rag.values import Evidence
from rag.verification.attribution import sentences_of
from rag.verification.verifier import Judgement


def evidence_of(abstract: str) -> list[Evidence]:
    paper = Paper("a", "Segment Any Text", abstract)
    return [Evidence(paper, s.text, s.span.start, s.span.end, 1.0) for s in sentences_of([paper])]


@pytest.mark.parametrize(
    ("question", "claim", "lacks"),
    [
        ("How many gigabytes does it take?", "It takes 75% of the memory.", True),
        ("How many gigabytes does it take?", "It takes 12 GB of memory.", False),
        ("How many hours does training take?", "Training takes 3 days.", False),
        ("How long did training take?", "Training has two stages.", True),
        ("How long did training take?", "Training took 40 GPU hours.", False),
        ("How long did the search last?", "The search lasted 3 days.", False),
        ("How much GPU memory does it need?", "It is 2x faster.", True),
        ("How much GPU memory does it need?", "It needs 12 GB.", False),
        ("How much memory does it save?", "It saves 75%.", False),
        ("How much less memory does it need?", "It needs 75% less.", False),
        ("What context length does it support?", "It is 2.28x faster.", True),
        ("What context length does it support?", "It supports 2M tokens.", False),
        ("Up to what length does it hold?", "It holds at up to 16times the training token length.", False),
        ("How much does throughput rise?", "It cuts the FLOPs by 34.7%.", True),
        ("How much does throughput rise?", "It cuts the FLOPs by 34.7% and is 45% faster.", False),
        ("How many points does it gain?", "It gains 4.2% accuracy.", False),
        ("How many accuracy points does it gain?", "It gains 4.2% accuracy.", False),
        ("How many methods does the review cover?", "The review covers many, as Fig. 1 shows.", True),
    ],
)
def test_a_claim_gives_the_figure_in_the_unit_that_was_asked_for(
    question: str, claim: str, lacks: bool
) -> None:
    assert lacks_figure(read_question(question), [Judgement(claim, "supported", 1.0)]) is lacks


@pytest.mark.parametrize(
    ("abstract", "found"),
    [
        ("Segment Any Text supports 85 languages.", True),
        ("Segment Any Text supports only four languages.", True),
        ("Segment Any Text supports languages of four corpora.", False),
        ("Segment Any Text wins on 8 corpora of many domains and languages.", False),
    ],
)
def test_a_sentence_counts_what_the_question_counts(idf: Idf, abstract: str, found: bool) -> None:
    reading = read_question("How many languages does Segment Any Text support?")
    assert bool(figure_asked_for(reading, evidence_of(abstract), [], idf)) is found


def test_a_sentence_whose_figure_the_draft_gave_to_something_else_is_not_quoted(idf: Idf) -> None:
    reading = read_question("How many parameters does Segment Any Text have?")
    evidence = evidence_of("Segment Any Text beats models of 175B parameters.")
    misread = Judgement(
        "It has 175B.", "unsupported", 0.0, quote(evidence[0]).attribution, "referent", "175B"
    )
    assert figure_asked_for(reading, evidence, [], idf) is not None
    assert figure_asked_for(reading, evidence, [misread], idf) is None
