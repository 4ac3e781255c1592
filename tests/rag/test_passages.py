from itertools import pairwise

import pytest

from corpus.paper import Paper
from rag.retrieval.passages import WORDS_PER_PASSAGE, paper_of, passages_of


def long_paper(sentences, words, title="A Title"):
    return Paper("p", title, " ".join(f"S{n}{' word' * (words - 1)}." for n in range(sentences)))


@pytest.mark.parametrize(("sentences", "words"), [(1, 5), (7, 20), (30, 12), (4, 200), (100, 3)])
def test_passages_cut_no_sentence_and_leave_none_out(sentences, words):
    paper = long_paper(sentences, words)
    passages = passages_of(paper)
    starts, ends = {s.start for s in paper.sentences}, {s.end for s in paper.sentences}
    assert all(passage.start in starts and passage.end in ends for passage in passages)
    assert (passages[0].start, passages[-1].end) == (0, len(paper.abstract))
    assert all(before.end < after.start for before, after in pairwise(passages))


@pytest.mark.parametrize("sentences", [1, 10, 25, 60])
def test_passages_are_as_few_as_fit_and_about_equal(sentences):
    paper = long_paper(sentences, 12)
    lengths = [len(passage.text.split()) - 2 for passage in passages_of(paper)]
    assert len(lengths) == -(-sum(lengths) // WORDS_PER_PASSAGE)
    assert max(lengths) - min(lengths) <= 12


def test_a_passage_is_embedded_under_its_title():
    paper = long_paper(40, 12)
    for passage in passages_of(paper):
        assert passage.text == f"A Title\n{paper.abstract[passage.start : passage.end]}"


@pytest.mark.parametrize("abstract", ["", "   "])
def test_a_paper_without_an_abstract_is_found_by_its_title(abstract):
    (passage,) = passages_of(Paper("p", "Only a Title", abstract))
    assert passage.text == "Only a Title"
    assert (passage.start, passage.end) == (0, 0)


def test_the_same_passage_has_the_same_identifier():
    assert [p.id for p in passages_of(long_paper(40, 12))] == [p.id for p in passages_of(long_paper(40, 12))]


def test_passages_that_say_the_same_have_one_hash_and_identifiers_of_their_own():
    sentence = f"Again{' and again' * 74}."
    first, second = passages_of(Paper("p", "Echo", f"{sentence} {sentence}"))
    assert first.text_hash == second.text_hash
    assert first.id != second.id


@pytest.mark.parametrize("id_", ["p", "10.1000/1-2-3", "a-1-b", "50%25", "雪\x00 ", "-", "x" * 2_000])
def test_the_identifier_of_a_passage_tells_its_paper(id_):
    (passage,) = passages_of(Paper(id_, "A Title", "One sentence."))
    assert paper_of(passage.id) == id_
    assert passage.id.isascii()


@pytest.mark.parametrize(
    "other",
    [
        Paper("q", "A Title", "One sentence."),
        Paper("p", "Another Title", "One sentence."),
        Paper("p", "A Title", "Another sentence."),
    ],
)
def test_another_paper_title_or_text_has_another_identifier(other):
    (passage,) = passages_of(Paper("p", "A Title", "One sentence."))
    assert passages_of(other)[0].id != passage.id
