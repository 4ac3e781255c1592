import numpy as np
import pytest

from rag.retrieval.passages import passages_of
from rag.retrieval.remembered import RememberedVectors


@pytest.fixture
def passages(papers):
    return [passage for paper in papers for passage in passages_of(paper)]


def test_vectors_come_in_the_order_of_the_passages(library, embedding, passages):
    vectors = RememberedVectors(library, embedding)
    vectors.of(passages[1:])
    expected = [embedding.get_text_embedding(passage.text) for passage in passages]
    assert np.allclose(vectors.of(passages), expected)


def test_a_text_is_embedded_once_in_all(library, embedding, embedding_of, passages):
    RememberedVectors(library, embedding).of([*passages, *passages])
    assert len(embedding.texts) == len(passages)
    later = embedding_of()
    RememberedVectors(library, later).of(passages)
    assert later.texts == []


def test_another_model_embeds_for_itself(library, embedding, embedding_of, passages):
    RememberedVectors(library, embedding).of(passages)
    other = embedding_of(name="other")
    RememberedVectors(library, other).of(passages)
    assert len(other.texts) == len(passages)


def test_vectors_of_another_length_are_made_again_once_the_length_is_known(library, embedding_of, passages):
    RememberedVectors(library, embedding_of(64, "same name")).of(passages)
    short = embedding_of(32, "same name")
    vectors = RememberedVectors(library, short)
    vectors.dimension = 32
    assert {len(vector) for vector in vectors.of(passages)} == {32}
    assert len(short.texts) == len(passages)
