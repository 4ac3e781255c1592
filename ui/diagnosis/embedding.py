"""The embedding model."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ui.diagnosis.endpoint import endpoint
from ui.diagnosis.finding import Finding
from ui.diagnosis.weights import weights

if TYPE_CHECKING:
    from rag.settings import Settings

SUBJECT = "embedding"


def embedding(settings: "Settings") -> Iterator[Finding]:
    """Whether its files are there, or its endpoint answers."""
    from rag.models.manifest import MINILM_TOKENIZER, MINILM_WEIGHTS

    name = settings.embedding.strip()
    if name.casefold() == "minilm":
        yield weights(SUBJECT, (MINILM_WEIGHTS, MINILM_TOKENIZER), settings)
    else:
        yield endpoint(SUBJECT, name, settings.embedding_base_url or settings.openai_base_url, settings)
