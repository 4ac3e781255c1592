from collections import Counter

import pytest

from corpus.builtin import trending_papers_path
from corpus.library import Library
from corpus.readers import read
from rag.text import Idf, stem, stem_set, topic_words


@pytest.fixture(scope="module")
def trending(tmp_path_factory):
    with Library.create(tmp_path_factory.mktemp("library") / "trending.sqlite") as library:
        library.add(read(trending_papers_path()))
        yield library


def test_a_stem_is_counted_in_the_papers_that_hold_it(trending):
    held = Counter(s for paper in trending.papers() for s in stem_set(f"{paper.title} {paper.abstract}"))
    counted = trending.stem_frequencies(held)
    wrong = [s for s in held if counted[s] != held[s]]
    assert len(wrong) <= 0.01 * len(held)


@pytest.mark.parametrize("word", ["sparse", "diffusion", "embedding", "propose", "diverse"])
def test_a_word_whose_stem_has_a_stem_of_its_own_weighs_what_it_should(trending, word):
    assert stem(stem(word)) != stem(word)
    assert Idf(trending).weights([stem(word)])[stem(word)] < 1


def test_what_is_no_text_weighs_as_much_as_what_is_in_no_paper(trending):
    assert set(Idf(trending).weights(["\ud83d", "", "?", "zzzz"]).values()) == {1.0}


def test_the_words_of_a_topic_come_with_their_stems():
    assert topic_words("Which of the papers prune Tokens?") == [
        ("papers", "paper"),
        ("prune", "prune"),
        ("tokens", "token"),
    ]
