"""The chat model."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ui.diagnosis.endpoint import endpoint
from ui.diagnosis.finding import Finding
from ui.diagnosis.weights import weights

if TYPE_CHECKING:
    from rag.settings import Settings

SUBJECT = "chat model"


def chat_model(settings: "Settings") -> Iterator[Finding]:
    """Whether its file is there, or its endpoint answers."""
    from rag.models.manifest import DEFAULT_LLM, SMALL_LLM, from_hub

    name = settings.chat_model
    match name.casefold():
        case "none":
            yield Finding(SUBJECT, "ok", "none: answers are quotations")
        case "default":
            yield weights(SUBJECT, [DEFAULT_LLM], settings)
        case "small":
            yield weights(SUBJECT, [SMALL_LLM], settings)
        case hub if hub.startswith("hf:"):
            yield weights(SUBJECT, [from_hub(name)], settings)
        case path if path.endswith(".gguf"):
            yield _file(Path(name).expanduser())
        case _:
            yield endpoint(SUBJECT, name, settings.openai_base_url, settings)


def _file(path: Path) -> Finding:
    """Whether a file of the user's own is there and begins as a GGUF file does."""
    if not path.is_file():
        return Finding(SUBJECT, "wrong", f"there is no {path}", "export FOOTNOTE_LLM=default")
    with path.open("rb") as file:
        is_gguf = file.read(4) == b"GGUF"
    if not is_gguf:
        return Finding(SUBJECT, "wrong", f"{path} is not a GGUF file", "export FOOTNOTE_LLM=default")
    return Finding(SUBJECT, "ok", f"{path}, {path.stat().st_size / 1e6:,.0f} MB")
