from corpus.paper import Paper
from rag.evidence.listing import list_papers
from rag.question import read_question
from rag.similarity import SentenceVectors
from rag.text import Idf
from rag.values import Evidence, Hit

QUESTION = read_question("Which papers merge tokens?")
CLOSEST = Paper("a", "DyMU", "DyMU papers merge tokens.")
CLOSE = Paper("b", "TempMe", "Other papers merge tokens too.")
FAR = Paper("c", "FedKSeed", "Federated clients share random seeds over a network.")


def found(*papers: Paper) -> list[Hit]:
    return [Hit(paper, 0.5) for paper in papers]


def texts(evidence: tuple[Evidence, ...]) -> list[str]:
    return [item.text for item in evidence]


def test_a_listing_names_what_is_near_the_best_and_leaves_out_what_is_far(
    vectors: SentenceVectors, idf: Idf
) -> None:
    listed = list_papers(QUESTION, found(FAR, CLOSE, CLOSEST), vectors, idf)
    assert texts(listed) == ["DyMU papers merge tokens.", "Other papers merge tokens too."]


def test_a_paper_that_is_found_alone_is_listed(vectors: SentenceVectors, idf: Idf) -> None:
    assert texts(list_papers(QUESTION, found(CLOSEST), vectors, idf)) == ["DyMU papers merge tokens."]


def test_what_no_paper_is_about_is_not_listed(vectors: SentenceVectors, idf: Idf) -> None:
    question = read_question("Which papers discuss cryptocurrency exchanges?")
    assert list_papers(question, found(FAR, CLOSE), vectors, idf) == ()


def test_nothing_is_listed_where_nothing_was_found(vectors: SentenceVectors, idf: Idf) -> None:
    assert list_papers(QUESTION, [], vectors, idf) == ()


def test_a_paper_is_listed_by_what_it_does_rather_than_by_what_others_did(
    vectors: SentenceVectors, idf: Idf
) -> None:
    own = "We introduce a method that merges tokens of videos."
    paper = Paper("d", "Merger", f"Earlier methods merge tokens of images. {own}")
    assert texts(list_papers(QUESTION, found(paper), vectors, idf)) == [own]
