import pytest

from rag.errors import (
    ModelNonsenseError,
    ModelRefusedError,
    ModelUnreachableError,
    SettingsError,
    WeightsUnavailableError,
)
from rag.models.chat import chat_model
from rag.models.dialogue import Dialogue
from rag.models.manifest import DEFAULT_LLM, SMALL_LLM

from .servers import fails, says_json, streams, word

MODELS = says_json(
    {
        "object": "list",
        "data": [
            {"id": name, "object": "model", "created": 1, "owned_by": "me"} for name in ("first", "second")
        ],
    }
)


def test_none_is_no_model(settings_of):
    assert chat_model(settings_of(llm="none")) is None
    assert chat_model(settings_of(llm=" None ")) is None


@pytest.mark.parametrize(
    ("name", "file"), [(None, DEFAULT_LLM), ("", DEFAULT_LLM), ("default", DEFAULT_LLM), ("small", SMALL_LLM)]
)
def test_the_embedded_models_have_names(settings_of, name, file):
    with pytest.raises(WeightsUnavailableError, match=file.name):
        chat_model(settings_of(llm=name, offline=True))


def test_the_embedded_model_is_taken_by_name_even_with_a_key(settings_of):
    with pytest.raises(WeightsUnavailableError, match=SMALL_LLM.name):
        chat_model(settings_of(llm="small", openai_api_key="k", offline=True))


def test_a_file_on_the_hub_is_fetched_by_its_address(settings_of):
    with pytest.raises(WeightsUnavailableError, match=r"owner--repo--m\.gguf"):
        chat_model(settings_of(llm="hf:owner/repo/m.gguf", offline=True))


def test_a_path_to_a_file_that_is_not_there_is_told(settings_of, tmp_path):
    with pytest.raises(WeightsUnavailableError, match=r"mine\.gguf cannot be read"):
        chat_model(settings_of(llm=str(tmp_path / "mine.gguf")))


def test_a_path_to_a_gguf_file_is_an_embedded_model(settings_of, small_gguf):
    from rag.models.engine import engines

    model = chat_model(settings_of(llm=str(small_gguf), openai_api_key="not for the engine"))
    try:
        assert model.metadata.model_name == small_gguf.stem
        assert model.api_key != "not for the engine"
        assert list(Dialogue(model).write([], max_tokens=1))
    finally:
        engines().close()


def test_with_a_key_alone_openai_is_asked(settings_of):
    model = chat_model(settings_of(openai_api_key="k"))
    assert (model.api_base, model.metadata.model_name, model.api_key) == (
        "https://api.openai.com/v1",
        "gpt-4o-mini",
        "k",
    )


def test_with_an_address_alone_its_first_model_is_asked(settings_of, endpoint):
    endpoint.behaviours = [MODELS]
    assert chat_model(settings_of(openai_base_url=endpoint.address)).metadata.model_name == "first"


def test_a_name_is_a_model_at_the_endpoint_and_nothing_is_asked_before_it_is_used(settings_of, endpoint):
    model = chat_model(settings_of(llm="mine", openai_base_url=endpoint.address))
    assert model.metadata.model_name == "mine"
    assert endpoint.requests == []


def test_the_key_is_shown_to_the_endpoint(settings_of, endpoint):
    endpoint.behaviours = [streams(word("hi"))]
    model = chat_model(settings_of(llm="m", openai_base_url=endpoint.address + "/", openai_api_key="secret"))
    list(Dialogue(model).write([], max_tokens=1))
    assert endpoint.keys == ["Bearer secret"]


def test_no_key_of_the_environment_is_shown_where_none_is_set(settings_of, endpoint, monkeypatch):
    settings = settings_of(llm="m", openai_base_url=endpoint.address)
    monkeypatch.setenv("OPENAI_API_KEY", "meant for another")
    endpoint.behaviours = [streams(word("hi"))]
    list(Dialogue(chat_model(settings)).write([], max_tokens=1))
    assert endpoint.keys == ["Bearer none"]


def test_an_endpoint_without_models_is_told(settings_of, endpoint):
    endpoint.behaviours = [says_json({"object": "list", "data": []})]
    with pytest.raises(ModelNonsenseError, match="lists no model"):
        chat_model(settings_of(openai_base_url=endpoint.address))


def test_an_endpoint_that_lists_nothing_is_told(settings_of, endpoint):
    endpoint.behaviours = [fails(404)]
    with pytest.raises(ModelRefusedError, match="OPENAI_BASE_URL"):
        chat_model(settings_of(openai_base_url=endpoint.address))


def test_an_endpoint_that_is_down_is_told(settings_of):
    with pytest.raises(ModelUnreachableError, match=r"127\.0\.0\.1:9"):
        chat_model(settings_of(openai_base_url="http://127.0.0.1:9/v1"))


@pytest.mark.parametrize(
    "address", ["localhost:11434/v1", "127.0.0.1", "ftp://host/v1", "http://", "http://[half/v1"]
)
def test_an_address_that_is_none_is_a_setting_to_correct(settings_of, address):
    with pytest.raises(SettingsError, match="http://host:port/v1"):
        chat_model(settings_of(llm="m", openai_base_url=address))


def test_a_model_without_chat_is_a_setting_to_correct(settings_of):
    with pytest.raises(SettingsError, match=r"gpt-5\.4-pro has no chat completions"):
        chat_model(settings_of(llm="gpt-5.4-pro", openai_api_key="k"))
