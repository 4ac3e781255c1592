import numpy as np
import pytest
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import MetadataFilters, VectorStoreQuery

from rag.errors import IndexUnavailableError
from rag.retrieval.stores import EmbeddedStore


@pytest.fixture
def store(folder):
    store = EmbeddedStore(folder)
    yield store
    store.close()


@pytest.fixture
def passages(store):
    return store.open("footnote-test")


def node(name, *vector, paper="p"):
    return TextNode(id_=name, embedding=list(vector), metadata={"paper_id": paper, "start": 0, "end": 3})


def nearest(passages, *vector, count=9):
    return passages.query(VectorStoreQuery(query_embedding=list(vector), similarity_top_k=count))


def test_similarities_are_cosines_nearest_first(passages):
    passages.add([node("same", 2.0, 0.0), node("across", 0.0, 1.0), node("opposite", -1.0, 0.0)])
    found = nearest(passages, 1.0, 0.0)
    assert found.ids == ["same", "across", "opposite"]
    assert found.similarities == pytest.approx([1, 0, -1], abs=1e-6)
    assert found.nodes[0].metadata == {"paper_id": "p", "start": 0, "end": 3}


def test_identifiers_and_similarities_come_alone_where_no_more_is_wanted(passages):
    vector = np.array([1.0, 0.0])
    assert passages.nearest(vector, 3) == []
    passages.add([node("same", 2.0, 0.0), node("across", 0.0, 1.0)])
    assert passages.nearest(np.array([1.0, 0.0]), 3) == [
        ("same", pytest.approx(1)),
        ("across", pytest.approx(0)),
    ]


def test_a_passage_that_is_there_is_replaced(passages):
    passages.add([node("a", 1.0, 0.0)])
    passages.add([node("a", 0.0, 1.0)])
    assert nearest(passages, 0.0, 1.0).similarities == pytest.approx([1], abs=1e-6)


def test_more_passages_than_chroma_takes_at_once_are_all_taken(passages):
    names = passages.add([node(f"n{n}", 1.0, float(n)) for n in range(6_000)])
    assert passages.ids() == set(names)
    passages.delete_nodes(names[1:])
    assert passages.ids() == {"n0"}


def test_the_passages_of_one_paper_are_taken_out(passages):
    passages.add([node("a", 1.0, paper="p"), node("b", 1.0, paper="q")])
    passages.delete("p")
    assert passages.ids() == {"b"}


@pytest.mark.parametrize(
    "query", [VectorStoreQuery(), VectorStoreQuery(query_embedding=[1.0], similarity_top_k=0)]
)
def test_a_query_for_nothing_finds_nothing(passages, query):
    passages.add([node("a", 1.0)])
    assert passages.query(query).ids == []


def test_an_empty_collection_finds_nothing_and_has_no_dimension(passages):
    assert nearest(passages, 1.0).ids == []
    assert passages.dimension() == 0
    passages.add([node("a", 1.0, 0.0)])
    assert passages.dimension() == 2


def test_a_stamp_is_there_after_opening_again(store, passages):
    passages.put_stamp({"embedding": "tiny", "generation": 3})
    assert store.open("footnote-test").stamp == {"embedding": "tiny", "generation": 3}


def test_a_vector_of_another_length_is_refused_in_a_sentence(passages, folder):
    passages.add([node("a", 1.0, 0.0)])
    with pytest.raises(IndexUnavailableError, match=str(folder)):
        passages.add([node("b", 1.0)])
    with pytest.raises(IndexUnavailableError, match=str(folder)):
        nearest(passages, 1.0)


def test_filters_are_not_supported(passages):
    with pytest.raises(NotImplementedError):
        passages.delete_nodes(filters=MetadataFilters(filters=[]))
