import pytest
from llama_index.core.base.base_retriever import BaseRetriever

from corpus.library import Library
from rag.retrieval.hybrid import DEPTH, HybridRetriever
from rag.text import Idf


@pytest.fixture
def retriever(library, index, idf):
    return HybridRetriever(library, index, idf, limit=2)


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
        assert HybridRetriever(empty, index_of(empty, embedding), Idf(empty)).search("tokens", 3) == ()


class Nowhere:
    """An index that finds nothing."""

    def search(self, query, limit):
        return []


def test_a_paper_is_found_by_its_words_alone(library, idf):
    assert ids(HybridRetriever(library, Nowhere(), idf).search("frames", 3)) == ["tempme"]


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
