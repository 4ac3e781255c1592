"""The chat model of an embedded engine, which outlives it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import openai
from pydantic import PrivateAttr

from rag.errors import ModelUnreachableError, WeightsError
from rag.models.chat_completions import ChatCompletions
from rag.models.endpoint import Endpoint
from rag.models.engine import Engine
from rag.settings import Settings


class EmbeddedChat(ChatCompletions):
    """A chat model in an engine of this process. An engine that has ended is started by the next request.

    Args:
        find: gives the engine, started where it is not running.
        settings: how long to wait for its words.
        options: what `ChatCompletions` takes beside its model, address and clients.
    """

    one_at_a_time: bool = True
    _find: Callable[[], Engine] = PrivateAttr()
    _settings: Settings = PrivateAttr()
    _engine: Engine = PrivateAttr()

    def __init__(self, find: Callable[[], Engine], settings: Settings, **options: Any) -> None:
        engine = find()
        super().__init__(model=engine.model_name, **options)
        self._find, self._settings = find, settings
        self._speak_to(engine)

    def _speak_to(self, engine: Engine) -> None:
        endpoint = Endpoint.of(engine, self._settings)
        self.api_base, self.api_key = endpoint.address, endpoint.key
        self._client, self._aclient = endpoint.client(), endpoint.async_client()
        self._engine = engine

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """The engine runs, at least in the beginning.

        Raises:
            ModelUnreachableError: it cannot be started, or has ended meanwhile.
        """
        engine = self._running()
        try:
            yield
        except (openai.APIConnectionError, httpx.TransportError) as error:
            if engine.has_ended:
                raise _ended(self.model) from error
            raise

    def _running(self) -> Engine:
        try:
            engine = self._find()
        except WeightsError as error:
            raise ModelUnreachableError(
                f"The embedded model {self.model} had ended and cannot be started again. {error.happened}",
                remedy=error.remedy,
            ) from error
        if engine is not self._engine:
            self._speak_to(engine)
        return engine


def _ended(model: str) -> ModelUnreachableError:
    return ModelUnreachableError(
        f"The embedded model {model} ended before its answer did, mostly for want of memory; "
        "it is started again for the next question.",
        remedy="Ask again. If it ends again, FOOTNOTE_LLM=small takes a smaller one.",
    )
