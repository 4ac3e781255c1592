"""LlamaIndex's model of the OpenAI protocol, made to hang up.

When the reader of LlamaIndex's own stream goes, the connection is left to the garbage collector, and the
model goes on writing until that comes by.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from llama_index.core.base.llms.types import LogProb
from llama_index.core.llms import ChatMessage, ChatResponse, ChatResponseAsyncGen, ChatResponseGen
from llama_index.core.llms.callbacks import llm_chat_callback
from llama_index.llms.openai.utils import to_openai_message_dicts
from llama_index.llms.openai_like import OpenAILike
from openai.types.chat import ChatCompletionChunk

if TYPE_CHECKING:
    from openai import Stream


class ChatCompletions(OpenAILike):
    """A chat model at an OpenAI-compatible endpoint. Closing its stream closes the connection."""

    one_at_a_time: bool = False
    """Whether the endpoint serves one request after another, as the embedded engine does."""

    @llm_chat_callback()
    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        """The reply, piece by piece; the last response carries the usage."""

        def responses() -> ChatResponseGen:
            with self._reached(), self._opened(messages, kwargs) as stream:
                reply = _Reply()
                for chunk in stream:
                    yield reply.response(chunk)

        return responses()

    @llm_chat_callback()
    async def astream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseAsyncGen:
        """The same for coroutines."""

        async def responses() -> ChatResponseAsyncGen:
            with self._reached():
                create = self._get_aclient().chat.completions.create
                async with await create(**self._request(messages, kwargs)) as stream:
                    reply = _Reply()
                    async for chunk in stream:
                        yield reply.response(chunk)

        return responses()

    def _chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        with self._reached():
            response: ChatResponse = super()._chat(messages, **kwargs)
            return response

    async def _achat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        with self._reached():
            response: ChatResponse = await super()._achat(messages, **kwargs)
            return response

    def _reached(self) -> AbstractContextManager[None]:
        """What every request is made in; an endpoint that is not ours is taken to be there."""
        return nullcontext()

    def _opened(
        self, messages: Sequence[ChatMessage], options: dict[str, Any]
    ) -> "Stream[ChatCompletionChunk]":
        create = self._get_client().chat.completions.create
        stream: Stream[ChatCompletionChunk] = create(**self._request(messages, options))
        return stream

    def _request(self, messages: Sequence[ChatMessage], options: dict[str, Any]) -> dict[str, Any]:
        written = to_openai_message_dicts(messages, model=self.model)
        return {"messages": written, **self._get_model_kwargs(stream=True, **options)}


class _Reply:
    """What has been written so far."""

    def __init__(self) -> None:
        self._text = ""

    def response(self, chunk: ChatCompletionChunk) -> ChatResponse:
        """What a chunk adds to it."""
        delta = "".join(choice.delta.content or "" for choice in chunk.choices[:1])
        self._text += delta
        usage = chunk.usage.model_dump(include={"prompt_tokens", "completion_tokens"}) if chunk.usage else {}
        return ChatResponse(
            message=ChatMessage(role="assistant", content=self._text),
            delta=delta,
            raw=chunk,
            logprobs=_chances(chunk),
            additional_kwargs=usage,
        )


def _chances(chunk: ChatCompletionChunk) -> list[list[LogProb]] | None:
    """For each token of a chunk how probable it was; None where the endpoint does not tell."""
    told = [choice.logprobs.content or [] for choice in chunk.choices[:1] if choice.logprobs]
    tokens = [token for told_of in told for token in told_of]
    return [[LogProb(token=t.token, logprob=t.logprob, bytes=t.bytes or [])] for t in tokens] or None
