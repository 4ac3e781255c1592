"""OpenAI-compatible endpoints."""

from typing import TYPE_CHECKING

from ui.diagnosis.finding import Finding

if TYPE_CHECKING:
    from rag.settings import Settings

SECONDS = 5.0


def endpoint(subject: str, model: str, address: str | None, settings: "Settings") -> Finding:
    """Whether an endpoint answers.

    Raises:
        SettingsError: the address is none.
        ModelError: it does not answer, or not as it should.
    """
    from rag.models.endpoint import Endpoint

    impatient = settings.model_copy(update={"llm_timeout": SECONDS, "llm_retries": 0})
    found = Endpoint.at(address, impatient)
    first = found.first_model()
    return Finding(subject, "ok", f"{model or first} at {found.address}, which answers")
