"""What goes wrong between us and a model, told in our own errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import openai

from corpus.errors import FootnoteError
from rag.errors import (
    ModelBusyError,
    ModelError,
    ModelNonsenseError,
    ModelRefusedError,
    ModelTimeoutError,
    ModelUnreachableError,
)

_MOST_CHARACTERS = 300
_SERVER_FAILED = 500


@dataclass(frozen=True)
class Names:
    """What the settings of a model are called.

    Attributes:
        model: the setting that names it.
        address: the setting of where it answers.
        instead: which other models can be chosen, as a clause.
    """

    model: str
    address: str
    instead: str


CHAT = Names(
    "FOOTNOTE_LLM",
    "OPENAI_BASE_URL",
    "FOOTNOTE_LLM=default takes the embedded model instead, FOOTNOTE_LLM=none takes none",
)
EMBEDDING = Names(
    "FOOTNOTE_EMBEDDING",
    "FOOTNOTE_EMBEDDING_BASE_URL (or OPENAI_BASE_URL)",
    "FOOTNOTE_EMBEDDING=minilm takes the embedded model instead",
)


@contextmanager
def translated(address: str, names: Names = CHAT) -> Iterator[None]:
    """Turn what a request to that address raises into a `ModelError`.

    Args:
        address: the endpoint's; the name of a model that does not tell its address.
        names: of the settings that the remedy is about.
    """
    try:
        yield
    except FootnoteError:
        raise
    except Exception as error:
        raise model_error(error, address, names) from error


def model_error(error: Exception, address: str, names: Names = CHAT) -> ModelError:
    """The `ModelError` that an exception stands for.

    Args:
        error: what the client or LlamaIndex raised, or whatever package a model is of.
        address: the endpoint's, or the model's name, to be named in the sentence.
        names: of the settings that the remedy is about.
    """
    address = _without_password(address)
    match error:
        case openai.APIStatusError():
            return _status_error(error, address, names)
        case openai.APITimeoutError() | httpx.TimeoutException():
            return _timeout_error(error, address, names)
        case openai.APIConnectionError() | httpx.HTTPError():
            return _connection_error(error, address, names)
        case openai.APIResponseValidationError():
            return _nonsense(address, names)
        case ValueError() | TypeError() | AttributeError() | LookupError() if _is_address(address):
            # A reply of another shape than the protocol's, which LlamaIndex reads without looking.
            return _nonsense(address, names)
        case _:
            return _failed(error, address)


def empty_reply(address: str) -> ModelNonsenseError:
    """The error for a reply without a word."""
    return ModelNonsenseError(
        f"The model at {_without_password(address)} answered with nothing.",
        remedy="Ask again; if it stays silent, choose another model with FOOTNOTE_LLM.",
    )


def _status_error(error: openai.APIStatusError, address: str, names: Names) -> ModelError:
    told = _told_by(error)
    match error.status_code:
        case 401 | 403:
            return ModelRefusedError(
                f"The endpoint at {address} refused the key ({told}).", remedy="Check OPENAI_API_KEY."
            )
        case 404:
            return ModelRefusedError(
                f"The endpoint at {address} does not know the model or the path ({told}).",
                remedy=f"Check {names.model} and {names.address}, which mostly ends in /v1.",
            )
        case 408 | 504:
            return _too_slow(address)
        case 429:
            return ModelBusyError(
                f"The endpoint at {address} takes no more requests for now ({told}).",
                remedy="Wait a little, or check the account's limits.",
            )
        case status if status >= _SERVER_FAILED:
            return ModelBusyError(
                f"The endpoint at {address} failed with status {status} ({told}).",
                remedy="Try again, or look at the server's log.",
            )
        case status:
            return ModelRefusedError(
                f"The endpoint at {address} refused the request with status {status} ({told})."
            )


def _timeout_error(error: Exception, address: str, names: Names) -> ModelError:
    if isinstance(_httpx_error(error), httpx.ConnectTimeout | httpx.PoolTimeout):
        return _unreachable(address, "it does not take the connection", names)
    return _too_slow(address)


def _too_slow(address: str) -> ModelTimeoutError:
    return ModelTimeoutError(
        f"The model at {address} took too long.",
        remedy="Ask again, give it longer with FOOTNOTE_LLM_TIMEOUT, or choose a faster model.",
    )


def _connection_error(error: Exception, address: str, names: Names) -> ModelError:
    cause = _httpx_error(error)
    if isinstance(cause, httpx.RemoteProtocolError | httpx.ReadError):
        return ModelUnreachableError(
            f"The connection to the model at {address} broke off before the answer's end.",
            remedy="Ask again.",
        )
    if isinstance(cause, httpx.DecodingError):
        return _nonsense(address, names)
    return _unreachable(address, str(cause), names)


def _httpx_error(error: Exception) -> BaseException:
    """What `httpx` raised, where the `openai` package has wrapped it."""
    return error if isinstance(error, httpx.HTTPError) else error.__cause__ or error


def _unreachable(address: str, reason: str, names: Names) -> ModelUnreachableError:
    return ModelUnreachableError(
        f"No model answers at {address} ({reason}).",
        remedy=f"Start the server or correct {names.address}; {names.instead}.",
    )


def _nonsense(address: str, names: Names) -> ModelNonsenseError:
    return ModelNonsenseError(
        f"What answers at {address} does not speak the OpenAI protocol.",
        remedy=f"Check {names.address}; it mostly ends in /v1.",
    )


def _failed(error: Exception, address: str) -> ModelError:
    model = f"at {address}" if _is_address(address) else address
    kind = ModelRefusedError if isinstance(error, openai.OpenAIError) else ModelError
    return kind(
        f"The model {model} failed ({_told_by(error) or type(error).__name__}).",
        remedy="Ask again; if it fails again, look at how the model is set up.",
    )


def _told_by(error: Exception) -> str:
    """What the endpoint or the model itself said, in one line."""
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, dict) else None
    line = " ".join(str(message or error).split())
    return line if len(line) <= _MOST_CHARACTERS else f"{line[:_MOST_CHARACTERS]}…"


def _is_address(text: str) -> bool:
    return "://" in text


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
