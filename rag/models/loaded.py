"""The models of the settings, loaded once for any number of assistants."""

import threading
from typing import TYPE_CHECKING

from rag.progress import Report, unreported
from rag.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.llms import LLM


class Models:
    """An embedding model and a chat model; each is fetched and loaded when it is first wanted.

    Args:
        settings: which models.
        embedding: taken instead of that of the settings.
        llm: the same for the chat model.
    """

    def __init__(
        self, settings: Settings, embedding: "BaseEmbedding | None" = None, llm: "LLM | None" = None
    ) -> None:
        self._settings = settings
        self._embedding = embedding
        self._llm = llm
        self._llm_settled = llm is not None
        self._embedding_lock = threading.Lock()
        self._llm_lock = threading.Lock()

    def embedding(self, report: Report = unreported) -> "BaseEmbedding":
        """The embedding model.

        Raises:
            WeightsError: its files cannot be had.
            SettingsError: an address cannot be used.
        """
        from rag.models.embedding import embedding_model

        with self._embedding_lock:
            if self._embedding is None:
                self._embedding = embedding_model(self._settings, report)
            return self._embedding

    def prepare_llm(self, report: Report = unreported) -> None:
        """Fetch and start the chat model, or find that the settings want none.

        Raises:
            WeightsError: the model's file cannot be had.
            ModelError: the model cannot be started or reached.
        """
        from rag.models.chat import chat_model

        with self._llm_lock:
            if not self._llm_settled:
                self._llm = chat_model(self._settings, report)
                self._llm_settled = True

    @property
    def llm(self) -> "LLM | None":
        """The chat model, once it is there."""
        return self._llm

    @property
    def llm_settled(self) -> bool:
        """Whether it is known which chat model there is, or that there is none."""
        return self._llm_settled
