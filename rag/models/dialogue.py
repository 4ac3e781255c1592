"""One answer's exchange with a chat model, whichever it is."""

import math
from collections import Counter, defaultdict
from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from typing import TYPE_CHECKING, Any

from rag.errors import ModelNonsenseError, ModelRefusedError

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import LogProb
    from llama_index.core.llms import LLM, ChatMessage, ChatResponse

ALTERNATIVES = 20
"""How many candidates for the first word are asked for: the most that OpenAI gives."""


class Dialogue:
    """Asks a chat model, counts what it reads and writes, and turns its failures into `ModelError`.

    It is made for one answer, and used by one thread at a time.

    Args:
        llm: any LlamaIndex model. Those of the OpenAI protocol are told limits, stops and the wish for
            probabilities with each request; others keep to what they were built with.
    """

    def __init__(self, llm: "LLM") -> None:
        self._llm = llm
        self._usage: Counter[str] = Counter(prompt_tokens=0, completion_tokens=0)
        self._chances: list[float] = []
        self._cut_short = False

    @property
    def model_name(self) -> str:
        """What the model is called."""
        return self._llm.metadata.model_name

    @property
    def certainty(self) -> float | None:
        """How sure the model was of the words it wrote last: the geometric mean of their probabilities.

        From 0 to 1; None where the endpoint gives no probabilities.
        """
        return math.exp(sum(self._chances) / len(self._chances)) if self._chances else None

    @property
    def cut_short(self) -> bool:
        """Whether what the model wrote last reached the limit, as far as the endpoint counts tokens."""
        return self._cut_short

    def usage(self) -> dict[str, int]:
        """The tokens of all requests so far, as far as the endpoint counts them."""
        return dict(self._usage)

    def write(self, messages: Sequence["ChatMessage"], *, max_tokens: int) -> Generator[str, None, None]:
        """The model's reply, piece by piece. Closing the generator stops the model.

        Args:
            messages: what it replies to.
            max_tokens: the most that it may write.

        Raises:
            ModelError: it failed, or wrote nothing.
        """
        self._chances, self._cut_short, before = [], False, self._usage["completion_tokens"]
        options = self._options(max_tokens=max_tokens)
        try:
            yield from self._streamed(messages, {**options, **self._options(logprobs=True, top_logprobs=1)})
        except ModelRefusedError as error:
            if not _refuses_probabilities(error):
                raise
            yield from self._streamed(messages, options)
        self._cut_short = self._usage["completion_tokens"] - before >= max_tokens

    def yes_probability(self, messages: Sequence["ChatMessage"]) -> float | None:
        """How probable it is that the model begins its reply with yes, against no.

        Returns:
            A number from 0 to 1; None where the endpoint gives no probabilities, or where neither word
            is among the likeliest.

        Raises:
            ModelError: the model failed.
        """
        return _yes_against_no(self._openings(messages))

    def _openings(self, messages: Sequence["ChatMessage"]) -> defaultdict[str, float]:
        """The probability of each first word of a reply; empty where the endpoint gives none."""
        options = self._options(max_tokens=1, logprobs=True, top_logprobs=ALTERNATIVES)
        try:
            with self._translated():
                response = self._llm.chat(messages, **options)
        except ModelRefusedError as error:
            if not _refuses_probabilities(error):
                raise
            return _said(())
        self._count(response)
        return _said(response.logprobs[0] if response.logprobs else ())

    def _streamed(
        self, messages: Sequence["ChatMessage"], options: dict[str, Any]
    ) -> Generator[str, None, None]:
        written = False
        with self._translated(), closing(self._llm.stream_chat(messages, **options)) as responses:
            for response in responses:
                self._note(response)
                if piece := response.delta:
                    written = written or bool(piece.strip())
                    yield piece
        if not written:
            raise self._empty_reply()

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

    def _note(self, response: "ChatResponse") -> None:
        """What a part of a stream tells beside its words: tokens, and how probable each was."""
        self._count(response)
        self._chances += [token.logprob for tokens in response.logprobs or () for token in tokens[:1]]

    def _count(self, response: "ChatResponse") -> None:
        for name in self._usage:
            self._usage[name] += response.additional_kwargs.get(name, 0)


def _yes_against_no(said: Mapping[str, float]) -> float | None:
    """The share of yes in what is said for yes and for no, in any spelling."""
    yes, no = said.get("yes", 0.0), said.get("no", 0.0)
    return yes / (yes + no) if yes + no else None


def _said(candidates: Sequence["LogProb"]) -> defaultdict[str, float]:
    """The probability of each first word, however it is spelt."""
    said: defaultdict[str, float] = defaultdict(float)
    for candidate in candidates:
        said[candidate.token.strip(" \n\t\"'*.,:").casefold()] += math.exp(candidate.logprob)
    return said


def _refuses_probabilities(error: ModelRefusedError) -> bool:
    return "logprob" in error.happened
