"""LlamaIndex's parts put together, and the two ends they are plugged into: our index and our model.

A `CitationQueryEngine` reads the three nearest papers, as in LlamaIndex's own example; where there are
earlier turns, LlamaIndex's own prompt first condenses them and the question into one. This module is imported
only where a rival is measured, as LlamaIndex takes seconds to load.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.llms.generic_utils import messages_to_history_str
from llama_index.core.chat_engine.condense_question import DEFAULT_PROMPT
from llama_index.core.llms import (
    LLM,
    ChatMessage,
    ChatResponse,
    CompletionResponse,
    CompletionResponseGen,
    CustomLLM,
    LLMMetadata,
)
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from pydantic import PrivateAttr

from corpus.library import Library
from evals.marked_text import read_marked_text
from evals.question import Question
from rag.models.dialogue import Dialogue
from rag.retrieval.index import PassageIndex
from rag.values import Answer, Evidence

MOST_TOKENS = 256
PAPERS_SHOWN = 3


def ask_parts(question: Question, llm: LLM, library: Library, index: PassageIndex) -> Answer:
    """Put one question to LlamaIndex's parts, and read what they say as an answer.

    Raises:
        IndexUnavailableError: Chroma cannot be opened.
        ModelError: a model failed.
    """
    begun = time.perf_counter()
    model = WatchedModel(llm)
    engine = CitationQueryEngine(NearestPapers(library, index, PAPERS_SHOWN), llm=model)
    query = QueryBundle(_condensed(question, model))
    nodes = engine.retrieve(query)
    retrieved = time.perf_counter()
    response = engine.synthesize(query, nodes)
    evidence = _evidence(response.source_nodes, library)
    return replace(
        read_marked_text(str(response), [item.paper for item in evidence]),
        evidence=evidence,
        question=query.query_str,
        model=model.metadata.model_name,
        usage=model.usage(),
        timings={
            "retrieve": retrieved - begun,
            "first_token": (model.first_word_at or retrieved) - begun,
            "total": time.perf_counter() - begun,
        },
    )


def _condensed(question: Question, model: LLM) -> str:
    """The question, with the earlier turns condensed into it where there are any."""
    if not question.history:
        return question.question
    turns = [ChatMessage(role=turn.role, content=turn.content) for turn in question.history]
    return model.predict(
        DEFAULT_PROMPT, question=question.question, chat_history=messages_to_history_str(turns)
    ).strip()


def _evidence(nodes: Sequence[NodeWithScore], library: Library) -> tuple[Evidence, ...]:
    """The sources that the model was shown, in the order of their numbers."""
    names = [str(node.node.metadata["paper_id"]) for node in nodes]
    papers = library.get_many(names)
    return tuple(
        Evidence(papers[name], papers[name].abstract, 0, len(papers[name].abstract), node.score or 0.0)
        for name, node in zip(names, nodes, strict=True)
    )


class NearestPapers(BaseRetriever):
    """The papers whose passages are nearest in meaning, each as one node of title and abstract.

    Args:
        library: the papers.
        index: their passages in Chroma.
        limit: how many are retrieved.
    """

    def __init__(self, library: Library, index: PassageIndex, limit: int) -> None:
        super().__init__()
        self._library = library
        self._index = index
        self._limit = limit

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        matches = self._index.search(query_bundle.query_str, self._limit)
        papers = self._library.get_many([match.paper_id for match in matches])
        return [
            NodeWithScore(
                node=TextNode(
                    text=f"{papers[match.paper_id].title}\n{papers[match.paper_id].abstract}",
                    metadata={"paper_id": match.paper_id},
                ),
                score=match.score,
            )
            for match in matches
        ]


class WatchedModel(CustomLLM):
    """A chat model with its tokens counted, its first word timed and its failures told as `ModelError`.

    Args:
        llm: the model.
        clock: gives seconds.
    """

    _dialogue: Dialogue = PrivateAttr()
    _inner: LLM = PrivateAttr()
    _clock: Callable[[], float] = PrivateAttr()
    _first_word_at: float | None = PrivateAttr(default=None)

    def __init__(self, llm: LLM, clock: Callable[[], float] = time.perf_counter) -> None:
        super().__init__()
        self._inner = llm
        self._dialogue = Dialogue(llm)
        self._clock = clock

    @property
    def metadata(self) -> LLMMetadata:
        """The model's own, as one that chats."""
        return self._inner.metadata.model_copy(update={"is_chat_model": True})

    @property
    def first_word_at(self) -> float | None:
        """When the last reply began, by the clock; None before any."""
        return self._first_word_at

    def usage(self) -> dict[str, int]:
        """The tokens of all replies so far."""
        return self._dialogue.usage()

    def chat(self, messages: Sequence[ChatMessage], **_: Any) -> ChatResponse:
        """The whole reply."""
        pieces: list[str] = []
        for piece in self._dialogue.write(messages, max_tokens=MOST_TOKENS):
            if not pieces:
                self._first_word_at = self._clock()
            pieces.append(piece)
        return ChatResponse(message=ChatMessage(role="assistant", content="".join(pieces)))

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:  # noqa: ARG002
        """The whole reply to a prompt."""
        return CompletionResponse(text=str(self.chat([ChatMessage(content=prompt)]).message.content))

    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponseGen:
        """The whole reply to a prompt, as one piece."""
        response = self.complete(prompt, formatted)
        yield CompletionResponse(text=response.text, delta=response.text)
