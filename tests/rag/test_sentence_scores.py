from corpus.paper import Paper
from rag.evidence.scoring import score_sentences
from rag.question import read_question
from rag.similarity import SentenceVectors
from rag.text import Idf

PAPER = Paper(
    "a", "LeMo", "Many soft tokens are said to be cheap and good. The cost of training is six hours."
)


def test_a_sentence_is_chosen_by_what_is_asked_and_not_by_what_is_told_before(
    vectors: SentenceVectors, idf: Idf
) -> None:
    question = "Soft tokens are said to be cheap. What is the cost of training?"
    scores = score_sentences(read_question(question), [PAPER], vectors, idf)["a"]
    assert scores[1].score > scores[0].score
