"""Stand-ins for models, to test what is built on Footnote without weights or network.

Both implement LlamaIndex's interfaces and take the place of the real ones wherever those do.
"""

import asyncio
import hashlib
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding, Embedding
from llama_index.core.base.llms.types import LogProb
from llama_index.core.llms import (
    ChatMessage,
    ChatResponse,
    ChatResponseAsyncGen,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    CustomLLM,
    LLMMetadata,
)
from pydantic import PrivateAttr

Messages = Sequence[ChatMessage]
Replies = Sequence[str] | Callable[[Messages], str]
Judgements = float | Callable[[Messages], float]

_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\s*\S+\s*$|\s*\S+")


def _at_once(_: int) -> None:
    """Go on without waiting."""


class ScriptedChatModel(CustomLLM):
    """A chat model that says what it is told to say, word by word.

    Args:
        replies: what it replies, in turn, the last one again and again; or a function of the messages.
        yes: how probable it finds yes, against no, when it is asked for probabilities; a function of the
            messages, or one number for all. Such questions use up no reply. Of its own words it is sure. It
            gives no probabilities at all when None.
        before_word: is called with the number of each word, from 0, before it is said: it may wait, to
            play a model that stalls, or raise, to play one that breaks off.

    Examples:
        >>> from rag.models.dialogue import Dialogue
        >>> model = ScriptedChatModel(["Thirty percent."], yes=0.75)
        >>> dialogue = Dialogue(model)
        >>> question = [ChatMessage(role="user", content="How much?")]
        >>> dialogue.yes_probability(question)
        0.75
        >>> list(dialogue.write(question, max_tokens=10))
        ['Thirty', ' percent.']
        >>> dialogue.usage()
        {'prompt_tokens': 4, 'completion_tokens': 3}
        >>> len(model.requests)
        2
    """

    logprobs: bool | None = None
    """Models that have this field are asked for limits and probabilities with each request."""

    _replies: Replies = PrivateAttr()
    _yes: Judgements | None = PrivateAttr()
    _before_word: Callable[[int], None] = PrivateAttr()
    _requests: list[tuple[ChatMessage, ...]] = PrivateAttr(default_factory=list)
    _replied: int = PrivateAttr(default=0)

    def __init__(
        self,
        replies: Replies,
        *,
        yes: Judgements | None = None,
        before_word: Callable[[int], None] = _at_once,
    ) -> None:
        super().__init__()
        self._replies = replies
        self._yes = yes
        self._before_word = before_word

    @property
    def requests(self) -> tuple[tuple[ChatMessage, ...], ...]:
        """The messages of every request so far."""
        return tuple(self._requests)

    @property
    def metadata(self) -> LLMMetadata:
        """Its name, and that it chats."""
        return LLMMetadata(model_name="scripted", is_chat_model=True)

    def chat(self, messages: Messages, **options: Any) -> ChatResponse:
        """The whole reply, or a judgement where probabilities are asked for."""
        if options.get("logprobs"):
            return self._judge(messages)
        *_, last = self.stream_chat(messages)
        return last

    def stream_chat(self, messages: Messages, **_: Any) -> ChatResponseGen:
        """The reply, word by word; the last response carries the usage."""
        self._requests.append(tuple(messages))
        reply = self._next_reply(messages)

        def responses() -> ChatResponseGen:
            said = ""
            for number, word in enumerate(words := _PIECE.findall(reply)):
                self._before_word(number)
                said += word
                yield _response(said, delta=word, logprobs=self._certain(word))
            yield _response(said, delta="", additional_kwargs=_usage(messages, len(words)))

        return responses()

    async def achat(self, messages: Messages, **options: Any) -> ChatResponse:
        """The same for coroutines."""
        return await asyncio.to_thread(self.chat, messages, **options)

    async def astream_chat(self, messages: Messages, **_: Any) -> ChatResponseAsyncGen:
        """The same for coroutines."""
        responses = self.stream_chat(messages)

        async def gen() -> ChatResponseAsyncGen:
            while response := await asyncio.to_thread(next, responses, None):
                yield response

        return gen()

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:  # noqa: ARG002
        """The whole reply to a prompt."""
        return CompletionResponse(text=str(self.chat([ChatMessage(content=prompt)]).message.content))

    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponseGen:  # noqa: ARG002
        """The reply to a prompt, word by word."""
        for response in self.stream_chat([ChatMessage(content=prompt)]):
            yield CompletionResponse(text=str(response.message.content), delta=response.delta)

    def _next_reply(self, messages: Messages) -> str:
        if callable(self._replies):
            return self._replies(messages)
        self._replied += 1
        return self._replies[min(self._replied, len(self._replies)) - 1]

    def _certain(self, word: str) -> list[list[LogProb]] | None:
        """A script is sure of its words, if it gives probabilities at all."""
        return None if self._yes is None else [[LogProb(token=word, logprob=0.0, bytes=[])]]

    def _judge(self, messages: Messages) -> ChatResponse:
        self._requests.append(tuple(messages))
        yes = self._yes(messages) if callable(self._yes) else self._yes
        if yes is None:
            return _response("maybe", additional_kwargs=_usage(messages, 1))
        candidates = [
            LogProb(token=word, logprob=math.log(chance), bytes=[])
            for word, chance in (("yes", yes), ("no", 1 - yes))
            if chance > 0
        ]
        said = "yes" if yes >= 0.5 else "no"  # noqa: PLR2004
        return _response(said, logprobs=[candidates], additional_kwargs=_usage(messages, 1))


def _response(text: str, **fields: Any) -> ChatResponse:
    return ChatResponse(message=ChatMessage(role="assistant", content=text), **fields)


def _usage(messages: Messages, written: int) -> dict[str, int]:
    """Words, for want of tokens."""
    read = sum(len(str(message.content).split()) for message in messages)
    return {"prompt_tokens": read, "completion_tokens": written}


class TinyEmbedding(BaseEmbedding):
    """An embedding that knows nothing but which words a text has.

    Each word adds or takes one in a dimension that its hash decides (feature hashing, Weinberger et al.
    2009, https://arxiv.org/abs/0902.2206), and the sum is scaled to length one. Equal texts have equal
    vectors, on every machine; texts that share words are near.

    Args:
        dimension: how many numbers a vector has.

    Examples:
        >>> embedding = TinyEmbedding()
        >>> question = embedding.get_query_embedding("Which paper prunes tokens?")
        >>> near, far = embedding.get_text_embedding_batch(["This paper prunes tokens.", "A sunny day."])
        >>> bool(embedding.similarity(question, near) > embedding.similarity(question, far))
        True
        >>> len(near)
        64
    """

    _dimension: int = PrivateAttr()

    def __init__(self, dimension: int = 64) -> None:
        super().__init__(model_name=f"tiny-{dimension}")
        self._dimension = dimension

    def _get_text_embedding(self, text: str) -> Embedding:
        vector = np.zeros(self._dimension)
        for word in _WORD.findall(text.casefold()):
            place = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
            vector[(place >> 1) % self._dimension] += 1 if place & 1 else -1
        if not vector.any():
            vector[0] = 1.0
        unit: Embedding = (vector / np.linalg.norm(vector)).tolist()
        return unit

    def _get_query_embedding(self, query: str) -> Embedding:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> Embedding:
        return self._get_text_embedding(query)
