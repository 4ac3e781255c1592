import numpy as np
import pytest
from llama_index.core.embeddings import MockEmbedding

from rag.errors import ModelError, ModelUnreachableError
from rag.models.vectors import query_vector, text_vectors, unit
from rag.similarity import SentenceVectors


class Failing(MockEmbedding):
    """An embedding model of another package, which fails in its own way."""

    error: BaseException

    def _get_text_embedding(self, text):
        raise self.error

    def _get_query_embedding(self, query):
        raise self.error


@pytest.fixture
def failing():
    return lambda error: Failing(embed_dim=4, model_name="given", error=error)


@pytest.mark.parametrize("error", [RuntimeError("no memory"), ValueError("no memory")])
def test_whatever_a_given_embedding_raises_is_a_model_error(failing, error):
    model = failing(error)
    for embed in (
        lambda: text_vectors(model, ["a"]),
        lambda: query_vector(model, "a"),
        lambda: SentenceVectors(model).of(["a"]),
    ):
        with pytest.raises(ModelError, match=r"The model given failed \(no memory\)"):
            embed()


def test_an_error_of_our_own_and_an_interruption_pass_as_they_are(failing):
    for error in (ModelUnreachableError("Nothing answers."), KeyboardInterrupt()):
        with pytest.raises(type(error)):
            query_vector(failing(error), "a")


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_a_vector_is_made_one_long(kind):
    assert unit([3, 4], kind).tolist() == pytest.approx([0.6, 0.8])
    assert unit([3, 4], kind).dtype == kind
    assert unit([0, 0], kind).tolist() == [0, 0]
