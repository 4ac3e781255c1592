"""The chat model that the settings ask for: embedded, at an endpoint, or none."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import SettingsError
from rag.models.manifest import llm_file
from rag.models.places import usual_places
from rag.models.weights import fetch
from rag.progress import Report, unreported
from rag.settings import Settings
from rag.values import NO_MODEL

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

    from rag.models.endpoint import Endpoint

OPENAI_MODEL = "gpt-4o-mini"
"""The model that is asked where a key is set and nothing else."""
ENDPOINT_CONTEXT = 8192
"""The tokens that a model at an endpoint is taken to read; no protocol tells them."""


def chat_model(settings: Settings, report: Report = unreported) -> "LLM | None":
    """The chat model; None where answers are to be made of quotations alone.

    `FOOTNOTE_LLM` decides: `default`, `small`, the path of a GGUF file and `hf:owner/repository/file.gguf`
    are embedded; any other name is a model at the endpoint. Where it is not set, the endpoint's first
    model is taken if there is an endpoint, the embedded default otherwise.

    Args:
        settings: say which.
        report: is told how far a file has come that must be fetched.

    Raises:
        SettingsError: a setting cannot be used.
        WeightsError: the embedded model's file cannot be had.
        ModelError: the endpoint does not say which models it has.
    """
    name = settings.chat_model
    if name.casefold() == NO_MODEL:
        return None
    if path := _gguf(name, settings, report):
        return _embedded(path, settings)
    return _at_endpoint(name, settings)


def _gguf(name: str, settings: Settings, report: Report) -> Path | None:
    """The GGUF file that a name stands for, fetched where it is missing; None for an endpoint's model."""
    if file := llm_file(name):
        return fetch(file, settings.models, places=usual_places(settings), report=report)
    return Path(name).expanduser() if name.casefold().endswith(".gguf") else None


def _embedded(path: Path, settings: Settings) -> "LLM":
    from rag.models.embedded_chat import EmbeddedChat
    from rag.models.engine import CONTEXT, engines

    find = partial(engines().engine_for, path, threads=settings.threads)
    return EmbeddedChat(find, settings, **_options(CONTEXT, settings))


def _at_endpoint(name: str, settings: Settings) -> "LLM":
    from rag.models.endpoint import Endpoint

    endpoint = Endpoint.at(settings.openai_base_url, settings)
    if not name:
        name = endpoint.first_model() if settings.openai_base_url else OPENAI_MODEL
    return _speaking_openai(name, endpoint, settings)


def _speaking_openai(model: str, endpoint: "Endpoint", settings: Settings) -> "LLM":
    from rag.models.chat_completions import ChatCompletions

    try:
        return ChatCompletions(
            model=model,
            api_base=endpoint.address,
            api_key=endpoint.key,
            openai_client=endpoint.client(),
            async_openai_client=endpoint.async_client(),
            **_options(ENDPOINT_CONTEXT, settings),
        )
    except ValueError as error:
        raise SettingsError(
            f"The model {model} has no chat completions.", remedy="Name another in FOOTNOTE_LLM."
        ) from error


def _options(context: int, settings: Settings) -> dict[str, Any]:
    """What every model that speaks the OpenAI protocol is made with. Retrying is left to its clients."""
    return {
        "is_chat_model": True,
        "context_window": context,
        "temperature": 0.0,
        "timeout": settings.llm_timeout,
        "max_retries": 0,
        "additional_kwargs": {"stream_options": {"include_usage": True}},
    }
