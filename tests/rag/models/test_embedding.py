import base64

import numpy as np
import pytest

from rag.errors import (
    ModelNonsenseError,
    ModelRefusedError,
    ModelUnreachableError,
    SettingsError,
    WeightsUnavailableError,
)
from rag.models.embedding import MiniLMEmbedding, embedding_model

from .servers import fails, says_json


def vectors(*rows):
    encoded = [base64.b64encode(np.array(row, np.float32).tobytes()).decode() for row in rows]
    data = [{"object": "embedding", "index": i, "embedding": row} for i, row in enumerate(encoded)]
    return says_json(
        {"object": "list", "model": "m", "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}}
    )


@pytest.fixture
def remote(endpoint, settings_of):
    def make(*behaviours, **settings):
        endpoint.behaviours = list(behaviours)
        return embedding_model(settings_of(embedding="m", embedding_base_url=endpoint.address, **settings))

    return make


def test_the_embedded_model_is_looked_for_in_the_models_folder(settings_of):
    with pytest.raises(WeightsUnavailableError, match=r"all-MiniLM-L6-v2.*missing"):
        embedding_model(settings_of(offline=True))


def test_the_embedded_model_embeds_passages_and_questions_alike(minilm):
    embedding = MiniLMEmbedding(minilm)
    assert embedding.model_name == "all-MiniLM-L6-v2-int8"
    first, second = embedding.get_text_embedding_batch(["token pruning", "a sunny day"])
    assert (
        embedding.get_query_embedding("token pruning")
        == first
        == embedding.get_text_embedding("token pruning")
    )
    assert len(second) == 384


async def test_the_embedded_model_serves_coroutines(minilm):
    embedding = MiniLMEmbedding(minilm)
    expected = embedding.get_text_embedding("token pruning")
    assert await embedding.aget_query_embedding("token pruning") == expected
    assert await embedding.aget_text_embedding_batch(["token pruning"]) == [expected]


def test_a_named_model_is_asked_at_its_endpoint(remote, endpoint):
    embedding = remote(vectors([1, 0], [0, 1]))
    assert embedding.model_name == "m"
    assert embedding.get_text_embedding_batch(["a", "b"]) == [[1, 0], [0, 1]]
    assert endpoint.requests[0]["input"] == ["a", "b"]
    assert endpoint.requests[0]["model"] == "m"


def test_a_question_is_one_text(remote):
    assert remote(vectors([1, 0])).get_query_embedding("a") == [1, 0]


async def test_an_endpoint_serves_coroutines(remote):
    embedding = remote(vectors([1, 0]))
    assert await embedding.aget_query_embedding("a") == [1, 0]
    assert await embedding.aget_text_embedding_batch(["a"]) == [[1, 0]]


def test_without_an_address_of_its_own_the_chat_endpoint_is_asked(settings_of, endpoint):
    endpoint.behaviours = [vectors([1, 0])]
    embedding = embedding_model(settings_of(embedding="m", openai_base_url=endpoint.address))
    assert embedding.get_query_embedding("a") == [1, 0]


def test_a_refusal_is_told_once(remote, endpoint):
    with pytest.raises(ModelRefusedError, match="OPENAI_API_KEY"):
        remote(fails(401)).get_query_embedding("a")
    assert len(endpoint.requests) == 1


def test_a_busy_endpoint_is_asked_again(remote, endpoint):
    assert remote(fails(429, Retry_After="0.01"), vectors([1, 0]), llm_retries=1).get_query_embedding(
        "a"
    ) == [1, 0]


def test_too_few_vectors_are_nonsense(remote):
    with pytest.raises(ModelNonsenseError, match="1 embeddings for 2 texts"):
        remote(vectors([1, 0])).get_text_embedding_batch(["a", "b"])


def test_another_protocol_is_nonsense(remote):
    with pytest.raises(ModelNonsenseError):
        remote(says_json({"result": 1})).get_query_embedding("a")


def test_a_dead_endpoint_is_told(settings_of):
    embedding = embedding_model(settings_of(embedding="m", embedding_base_url="http://127.0.0.1:9/v1"))
    with pytest.raises(
        ModelUnreachableError, match=r"correct FOOTNOTE_EMBEDDING_BASE_URL .*FOOTNOTE_EMBEDDING=minilm"
    ) as told:
        embedding.get_query_embedding("a")
    assert "FOOTNOTE_LLM" not in str(told.value)


def test_a_model_that_the_endpoint_does_not_know_is_a_setting_to_correct(remote):
    with pytest.raises(ModelRefusedError, match="Check FOOTNOTE_EMBEDDING and FOOTNOTE_EMBEDDING_BASE_URL"):
        remote(fails(404)).get_query_embedding("a")


def test_an_address_that_is_none_is_a_setting_to_correct(settings_of):
    with pytest.raises(SettingsError):
        embedding_model(settings_of(embedding="m", embedding_base_url="nowhere"))
