"""HTTP clients that send a request again when the endpoint is busy.

Retrying happens here and nowhere else: the `openai` package and LlamaIndex each have retries of their
own, which multiply. A refused connection and a timeout are not retried: they cost the most and rarely
pass.
"""

from typing import Any

import httpx
from tenacity import AsyncRetrying, RetryCallState, Retrying, stop_after_attempt
from tenacity.wait import wait_random_exponential

PASSING = frozenset({429, 500, 502, 503, 504, 529})
LONGEST_WAIT = 20.0
"""An endpoint that asks for a longer wait, in seconds, is not asked again."""


class RetryingClient(httpx.Client):
    """A client that is patient.

    Args:
        retries: how often a request is sent again.
        options: what `httpx.Client` takes.
    """

    def __init__(self, *, retries: int, **options: Any) -> None:
        super().__init__(**options)
        self._retries = retries

    def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """Send a request, again while the endpoint is busy; the last response is returned."""

        def close(state: RetryCallState) -> None:
            if response := _response(state):
                response.close()

        return Retrying(**_policy(self._retries), before_sleep=close)(super().send, request, **options)

    def __del__(self) -> None:
        """Close the connections that are kept open: LlamaIndex's models have no close of their own."""
        self.close()


class AsyncRetryingClient(httpx.AsyncClient):
    """The same for coroutines. It keeps no connection open, so that it may outlive an event loop.

    Args:
        retries: how often a request is sent again.
        options: what `httpx.AsyncClient` takes.
    """

    def __init__(self, *, retries: int, **options: Any) -> None:
        super().__init__(**{**options, "limits": httpx.Limits(max_keepalive_connections=0)})
        self._retries = retries

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """Send a request, again while the endpoint is busy; the last response is returned."""

        async def close(state: RetryCallState) -> None:
            if response := _response(state):
                await response.aclose()

        policy = AsyncRetrying(**_policy(self._retries), before_sleep=close)
        return await policy(super().send, request, **options)


def _policy(retries: int) -> dict[str, Any]:
    return {
        "stop": stop_after_attempt(retries + 1),
        "wait": _wait,
        "retry": _is_worth_another_try,
        "retry_error_callback": lambda state: state.outcome.result(),
    }


def _is_worth_another_try(state: RetryCallState) -> bool:
    """Whether what went wrong may pass: a busy endpoint, or a connection that it had closed."""
    response = _response(state)
    if response is None:
        return state.outcome is not None and isinstance(state.outcome.exception(), httpx.RemoteProtocolError)
    return response.status_code in PASSING and _asked_wait(response) <= LONGEST_WAIT


def _wait(state: RetryCallState) -> float:
    """Seconds before the next try: what the endpoint asks for, or longer each time."""
    response = _response(state)
    asked = _asked_wait(response) if response else 0.0
    return asked or wait_random_exponential(multiplier=0.5, max=8)(state)


def _asked_wait(response: httpx.Response) -> float:
    try:
        return max(0.0, float(response.headers.get("Retry-After", 0)))
    except ValueError:
        return 0.0


def _response(state: RetryCallState) -> httpx.Response | None:
    if state.outcome is None or state.outcome.failed:
        return None
    response: httpx.Response = state.outcome.result()
    return response
