"""An OpenAI-compatible endpoint, and the clients that talk to it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import httpx
import openai

from rag.errors import ModelNonsenseError, SettingsError
from rag.models.failures import translated
from rag.models.retries import AsyncRetryingClient, RetryingClient
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.models.engine import Engine

OPENAI = "https://api.openai.com/v1"
SECONDS_TO_CONNECT = 3.0
_NO_KEY = "none"
"""What is sent where no key is set: the `openai` package insists on one."""


@dataclass(frozen=True)
class Endpoint:
    """Where a model answers.

    Attributes:
        address: its URL, mostly ending in /v1.
        key: what it is shown to let us in.
        timeout: seconds to wait for its next bytes.
        retries: how often a request is sent again while it is busy.
        is_ours: whether it is an engine of this process. Then no proxy is asked, and no connection is
            kept, for the engine would close it.
    """

    address: str
    key: str = field(repr=False)
    timeout: float
    retries: int
    is_ours: bool = False

    @classmethod
    def at(cls, base_url: str | None, settings: Settings) -> Self:
        """The endpoint at an address; OpenAI's own when None.

        Raises:
            SettingsError: the address is none.
        """
        address = (base_url or OPENAI).rstrip("/")
        if not _is_address(address):
            raise SettingsError(
                f"“{address}” is not the address of an endpoint.", remedy="Write it as http://host:port/v1."
            )
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""
        return cls(address, key or _NO_KEY, settings.llm_timeout, settings.llm_retries)

    @classmethod
    def of(cls, engine: "Engine", settings: Settings) -> Self:
        """The endpoint that an embedded engine is."""
        return cls(engine.base_url, engine.api_key, settings.llm_timeout, settings.llm_retries, is_ours=True)

    def client(self) -> openai.OpenAI:
        """A client for threads."""
        http = RetryingClient(
            retries=self.retries,
            trust_env=not self.is_ours,
            follow_redirects=True,
            limits=httpx.Limits(max_keepalive_connections=0 if self.is_ours else 10),
        )
        return openai.OpenAI(
            base_url=self.address, api_key=self.key, timeout=self._timeout, max_retries=0, http_client=http
        )

    def async_client(self) -> openai.AsyncOpenAI:
        """A client for coroutines."""
        http = AsyncRetryingClient(retries=self.retries, trust_env=not self.is_ours, follow_redirects=True)
        return openai.AsyncOpenAI(
            base_url=self.address, api_key=self.key, timeout=self._timeout, max_retries=0, http_client=http
        )

    def first_model(self) -> str:
        """The name of the first model that the endpoint lists.

        Raises:
            ModelError: it does not say, or has none.
        """
        with translated(self.address):
            models = self.client().models.list().data
        if not models:
            raise ModelNonsenseError(
                f"The endpoint at {self.address} lists no model.",
                remedy="Load one there, or name one in FOOTNOTE_LLM.",
            )
        return models[0].id

    @property
    def _timeout(self) -> httpx.Timeout:
        return httpx.Timeout(self.timeout, connect=min(SECONDS_TO_CONNECT, self.timeout))


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
