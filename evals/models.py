"""The models of a run: loaded once, shared by everything that is measured."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rag.progress import Report, unreported
from rag.settings import Settings
from rag.values import NO_MODEL

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.llms import LLM


@dataclass(frozen=True)
class Models:
    """What embeds and what writes. Without an `llm`, answers are made of quotations alone."""

    embedding: "BaseEmbedding"
    llm: "LLM | None"

    @property
    def name(self) -> str:
        """What the chat model is called."""
        return self.llm.metadata.model_name if self.llm else NO_MODEL


def load_models(settings: Settings, report: Report = unreported) -> Models:
    """The models that the settings name; what is missing is fetched.

    Raises:
        WeightsError: files of a model cannot be had.
        ModelError: a model cannot be started or reached.
    """
    from rag.models.chat import chat_model
    from rag.models.embedding import embedding_model

    return Models(embedding_model(settings, report), chat_model(settings, report))


def weights_hash(settings: Settings) -> str:
    """SHA-256 of the embedded chat model's file; empty where an endpoint answers, or nothing does."""
    from rag.models.manifest import llm_file

    file = llm_file(settings.chat_model)
    if file and file.sha256:
        return file.sha256
    path = settings.models / file.name if file else Path(settings.chat_model).expanduser()
    return _sha256(path) if path.suffix == ".gguf" and path.is_file() else ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
