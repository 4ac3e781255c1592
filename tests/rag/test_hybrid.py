import numpy as np
import pytest
from llama_index.core.base.base_retriever import BaseRetriever

from corpus.library import Library
from corpus.paper import Paper
from rag.retrieval.hybrid import DEPTH, WEIGHT_OF_WORDS, HybridRetriever


@pytest.fixture
def retriever(library, index):
    return HybridRetriever(library, index, limit=2)


def ids(hits):
    return [hit.paper.id for hit in hits]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("How does LeMo reduce memory of long contexts in fine-tuning?", "lemo"),
        ("Which video method merges tokens of neighbouring frames?", "tempme"),
        ("visual tokens, dynamic merging, no training", "dymu"),
    ],
)
def test_the_paper_that_is_asked_for_comes_first(retriever, query, best):
    hits = retriever.search(query, 3)
    assert ids(hits)[0] == best
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(set(ids(hits))) == len(hits)


@pytest.mark.parametrize("limit", [-1, 0, 1, 2, 3, DEPTH + 10])
def test_at_most_so_many_papers_come(retriever, limit):
    assert len(retriever.search("tokens", limit)) == min(max(limit, 0), 3)


@pytest.mark.parametrize("query", ["", "of the and", "…!?", '"', "title:x OR NEAR(", "x" * 4000, "\x00"])
def test_any_text_is_a_query(retriever, query):
    assert len(retriever.search(query, 3)) <= 3


def test_an_empty_library_finds_nothing(tmp_path, index_of, embedding):
    with Library.create(tmp_path / "empty.sqlite") as empty:
        assert HybridRetriever(empty, index_of(empty, embedding)).search("tokens", 3) == ()


class Nowhere:
    """An index that finds nothing."""

    def vector(self, query):
        return np.ones(2)

    vector_of = vector

    def nearest(self, vector, limit):
        return []


def test_a_paper_is_found_by_its_words_alone(library):
    assert ids(HybridRetriever(library, Nowhere()).search("frames", 3)) == ["tempme"]


def test_a_paper_is_found_without_any_of_its_words(retriever):
    assert len(retriever.search("zebras", 3)) == 3


def test_a_paper_that_was_removed_is_not_found(library, retriever):
    library.remove(["lemo"])
    assert "lemo" not in ids(retriever.search("LeMo memory", 3))


def test_it_is_a_retriever_of_llama_index(retriever):
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve("LeMo")
    assert len(nodes) == 2
    assert nodes[0].node.metadata["paper_id"] == nodes[0].node.node_id == "lemo"
    assert nodes[0].node.get_content().startswith("LeMo: ")
    assert nodes[0].score >= nodes[1].score


def test_papers_like_the_best_come_before_papers_like_none(tmp_path, index_of, embedding_of):
    papers = [
        Paper("a", "Optics", "Photons cross a cavity of mirrors."),
        Paper("b", "Savanna", "Zebras graze beside lions."),
        Paper("c", "Pruning", "Zebras graze beside lions."),
        Paper("d", "Pruning", "Lions graze beside zebras, slowly."),
    ]
    with Library.create(tmp_path / "four.sqlite") as library:
        library.add(papers)
        retriever = HybridRetriever(library, index_of(library, embedding_of(1024)))
        assert ids(retriever.search("pruning", 4)) == ["c", "d", "b", "a"]


def test_scores_stay_on_one_scale(retriever, papers):
    best = [retriever.search(f"{paper.title}. {paper.abstract}", 1)[0].score for paper in papers]
    assert all(1.0 < score < 1 + WEIGHT_OF_WORDS for score in best)
    assert all(-1.0 < hit.score < 0.6 for hit in retriever.search("zebras in the savanna", 3))


def test_papers_that_hold_a_word_are_found_without_the_index(library):
    retriever = HybridRetriever(library, None)
    assert [paper.id for paper in retriever.holding("TempMe", 2)] == ["tempme"]
    assert retriever.holding("xylophone", 2) == ()
