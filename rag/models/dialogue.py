"""One answer's exchange with a chat model, whichever it is."""

import math
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, aclosing, closing
from typing import TYPE_CHECKING, Any

from rag.errors import ModelNonsenseError, ModelRefusedError

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import LogProb
    from llama_index.core.llms import LLM, ChatMessage, ChatResponse

ALTERNATIVES = 20
"""How many candidates for the first word are asked for: the most that OpenAI gives."""


class Dialogue:
    """Asks a chat model, counts what it reads and writes, and turns its failures into `ModelError`.

    It is made for one answer, and used by one thread or task at a time.

    Args:
        llm: any LlamaIndex model. Those of the OpenAI protocol are told limits, stops and the wish for
            probabilities with each request; others keep to what they were built with.
    """

    def __init__(self, llm: "LLM") -> None:
        self._llm = llm
        self._usage: Counter[str] = Counter(prompt_tokens=0, completion_tokens=0)
        self._finish = ""

    @property
    def model_name(self) -> str:
        """What the model is called."""
        return self._llm.metadata.model_name

    @property
    def cut_short(self) -> bool:
        """Whether the last text ended before the model had finished it."""
        return self._finish == "length"

    def usage(self) -> dict[str, int]:
        """The tokens of all requests so far, as far as the endpoint counts them."""
        return dict(self._usage)

    def write(
        self, messages: Sequence["ChatMessage"], *, max_tokens: int, stop: Sequence[str] = ()
    ) -> Generator[str, None, None]:
        """The model's reply, piece by piece. Closing the generator stops the model.

        Args:
            messages: what it replies to.
            max_tokens: the most that it may write.
            stop: strings before which it ends.

        Raises:
            ModelError: it failed, or wrote nothing.
        """
        written = False
        options = self._options(max_tokens=max_tokens, **_given(stop=list(stop)))
        with self._translated(), closing(self._llm.stream_chat(messages, **options)) as responses:
            for response in responses:
                if piece := self._piece(response):
                    written = written or bool(piece.strip())
                    yield piece
        if not written:
            raise self._empty_reply()

    async def awrite(
        self, messages: Sequence["ChatMessage"], *, max_tokens: int, stop: Sequence[str] = ()
    ) -> AsyncGenerator[str, None]:
        """The same for coroutines."""
        written = False
        options = self._options(max_tokens=max_tokens, **_given(stop=list(stop)))
        with self._translated():
            async with aclosing(await self._llm.astream_chat(messages, **options)) as responses:
                async for response in responses:
                    if piece := self._piece(response):
                        written = written or bool(piece.strip())
                        yield piece
        if not written:
            raise self._empty_reply()

    def yes_probability(self, messages: Sequence["ChatMessage"]) -> float | None:
        """How probable it is that the model begins its reply with yes, against no.

        Returns:
            A number from 0 to 1; None where the endpoint gives no probabilities, or where neither word
            is among the likeliest.

        Raises:
            ModelError: the model failed.
        """
        try:
            with self._translated():
                return self._judgement(self._llm.chat(messages, **self._judging()))
        except ModelRefusedError as error:
            if _refuses_probabilities(error):
                return None
            raise

    def opening_probability(self, messages: Sequence["ChatMessage"], word: str) -> float | None:
        """How probable it is that the model begins its reply with a word.

        Returns:
            A number from 0 to 1; None where the endpoint gives no probabilities.

        Raises:
            ModelError: the model failed.
        """
        try:
            with self._translated():
                response = self._llm.chat(messages, **self._judging())
        except ModelRefusedError as error:
            if _refuses_probabilities(error):
                return None
            raise
        self._count(response)
        return _said(response.logprobs[0])[word] if response.logprobs else None

    async def ayes_probability(self, messages: Sequence["ChatMessage"]) -> float | None:
        """The same for coroutines."""
        try:
            with self._translated():
                return self._judgement(await self._llm.achat(messages, **self._judging()))
        except ModelRefusedError as error:
            if _refuses_probabilities(error):
                return None
            raise

    @property
    def _address(self) -> str:
        return str(getattr(self._llm, "api_base", None) or self.model_name)

    def _translated(self) -> AbstractContextManager[None]:
        from rag.models.failures import translated

        return translated(self._address)

    def _empty_reply(self) -> ModelNonsenseError:
        from rag.models.failures import empty_reply

        return empty_reply(self._address)

    def _options(self, **options: Any) -> dict[str, Any]:
        """The options of a request, for a model that has the field by which LlamaIndex's OpenAI is known."""
        return options if hasattr(self._llm, "logprobs") else {}

    def _judging(self) -> dict[str, Any]:
        return self._options(max_tokens=1, logprobs=True, top_logprobs=ALTERNATIVES)

    def _piece(self, response: "ChatResponse") -> str:
        """The words that a part of a stream brings; what it tells beside them is noted."""
        self._count(response)
        for choice in getattr(response.raw, "choices", None) or ():
            self._finish = choice.finish_reason or ""
        return response.delta or ""

    def _judgement(self, response: "ChatResponse") -> float | None:
        self._count(response)
        return _yes_against_no(response.logprobs[0]) if response.logprobs else None

    def _count(self, response: "ChatResponse") -> None:
        for name in self._usage:
            self._usage[name] += response.additional_kwargs.get(name, 0)


def _yes_against_no(candidates: Sequence["LogProb"]) -> float | None:
    """The share of yes in what is said for yes and for no, in any spelling."""
    said = _said(candidates)
    both = said["yes"] + said["no"]
    return said["yes"] / both if both else None


def _said(candidates: Sequence["LogProb"]) -> defaultdict[str, float]:
    """The probability of each first word, however it is spelt."""
    said: defaultdict[str, float] = defaultdict(float)
    for candidate in candidates:
        said[candidate.token.strip(" \n\t\"'*.,:").casefold()] += math.exp(candidate.logprob)
    return said


def _refuses_probabilities(error: ModelRefusedError) -> bool:
    return "logprob" in error.happened


def _given(**options: Any) -> Mapping[str, Any]:
    """The options that say something."""
    return {name: value for name, value in options.items() if value}
