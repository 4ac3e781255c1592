import pytest

import corpus
from corpus.library import Library
from rag.spelling import as_spelt_here
from rag.text import Idf


@pytest.fixture
def american(tmp_path) -> Idf:
    library = Library.create(tmp_path / "papers.sqlite")
    library.add([corpus.Paper("a", "Personalized Models", "We analyze labeled color data and the center.")])
    return Idf(library)


def nowhere(word: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("the personalised models paper", "the personalized models paper"),
        ("Who analyses labelled colour data?", "Who analyzes labelled color data?"),
        ("Where is the Centre?", "Where is the center?"),
    ],
)
def test_a_word_is_written_as_the_papers_write_it(american: Idf, asked: str, understood: str) -> None:
    assert as_spelt_here(asked, american, nowhere) == understood


@pytest.mark.parametrize("asked", ["Which models?", "Is an exercise advised?", "", "Which metre and error?"])
def test_a_word_that_has_no_other_spelling_here_stays(american: Idf, asked: str) -> None:
    assert as_spelt_here(asked, american, nowhere) == asked


@pytest.fixture
def hyphenating(tmp_path) -> Idf:
    library = Library.create(tmp_path / "papers.sqlite")
    texts = [
        "We study fine-tuning.",
        "More fine-tuning.",
        "A token, select it: TokenSelect.",
        "We select a token.",
    ]
    library.add(corpus.Paper(str(place), text, text) for place, text in enumerate(texts * 3))
    return Idf(library)


def test_a_joined_word_is_hyphenated_where_a_paper_does_so(hyphenating: Idf) -> None:
    def stands(word: str) -> bool:
        return word == "fine-tuning"

    assert as_spelt_here("does Finetuning help TokenSelect?", hyphenating, stands) == (
        "does fine-tuning help TokenSelect?"
    )
    assert as_spelt_here("does finetuning help?", hyphenating, nowhere) == "does finetuning help?"
