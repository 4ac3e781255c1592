"""The functions of `import rag`: ask, search and check, with one assistant for each library."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from typing import TypedDict, Unpack

from corpus.filters import Filters
from corpus.paper import Paper
from rag.assistant import Assistant
from rag.assistants import Assistants
from rag.settings import Settings, load_settings
from rag.streaming import batches
from rag.values import Answer, CheckedClaim, Event, Hit, Message


class Wanted(TypedDict, total=False):
    """Which papers are wanted, as the keywords of `Filters.of`; without any, all are."""

    year: int | str | None
    venue: str | None
    author: str | None


_assistants: dict[Settings, Assistants] = {}
"""Those of this process; of more than one home where the settings were read again."""
_lock = threading.Lock()


def assistant(library: str | None = None) -> Assistant:
    """This process's assistant of a library, ready: what is missing is fetched on first use.

    Raises:
        FootnoteError: something that it needs cannot be had.
    """
    settings = load_settings()
    name = library or settings.library
    with _lock:
        if settings not in _assistants:
            _assistants[settings] = Assistants(Assistant.from_settings(settings, library=name))
        assistants = _assistants[settings]
    ready = assistants.of(name)
    ready.prepare()
    return ready


def close() -> None:
    """Let go of every library that was asked; the next question opens its own again."""
    with _lock:
        while _assistants:
            _, assistants = _assistants.popitem()
            assistants.close()


def answer(
    question: str, *, history: Sequence[Message] = (), library: str | None = None, **wanted: Unpack[Wanted]
) -> Answer:
    """Answer a question from the abstracts of a library.

    Args:
        question: in English; 4,000 characters at most.
        history: earlier turns, oldest first. They resolve "it" and "that one", and are never evidence.
        library: by name; the built-in papers where none is given, every library together for "all".
        wanted: from which papers, by `year`, `venue` and `author`, as `search` takes them.

    Raises:
        QuestionError: the question is empty, too long, or no text.
        FilterError: a year, a venue or an author cannot be looked for.
        FootnoteError: a library, an index or a model that is needed cannot be had.
    """
    return assistant(library).answer(question, history, filters=Filters.of(**wanted))


def stream(
    question: str, *, history: Sequence[Message] = (), library: str | None = None, **wanted: Unpack[Wanted]
) -> Iterator[Event]:
    """The same, told step by step: sources, text as it is written, verdicts, the finished answer.

    Raises:
        as `answer`.
    """
    return assistant(library).stream(question, history, filters=Filters.of(**wanted))


async def aanswer(
    question: str, *, history: Sequence[Message] = (), library: str | None = None, **wanted: Unpack[Wanted]
) -> Answer:
    """`answer` for asynchronous code: the work is done in a thread.

    Raises:
        as `answer`.
    """
    return await asyncio.to_thread(answer, question, history=history, library=library, **wanted)


async def astream(
    question: str, *, history: Sequence[Message] = (), library: str | None = None, **wanted: Unpack[Wanted]
) -> AsyncIterator[Event]:
    """`stream` for asynchronous code; a consumer that stops early stops the model.

    Raises:
        as `answer`.
    """
    filters = Filters.of(**wanted)

    def begin() -> Iterator[Event]:
        return assistant(library).stream(question, history, filters=filters)

    async with aclosing(batches(begin)) as arrived:
        async for batch in arrived:
            for event in batch:
                yield event


def search(
    query: str, *, limit: int = 10, library: str | None = None, **wanted: Unpack[Wanted]
) -> tuple[Hit, ...]:
    """The papers of a library that match a query best, best first.

    Args:
        query: any text.
        limit: how many papers at most.
        library: by name; the built-in papers where none is given, every library together for "all".
        wanted: which papers. `year` is 2020, "2020-2024", "2020-" or "-2024"; `venue` is words of the venue;
            `author` is a name or a part of it, a single letter is an initial.

    Raises:
        FilterError: a year, a venue or an author cannot be looked for.
        FootnoteError: a library, an index or a model that is needed cannot be had.
    """
    return assistant(library).search(query, limit, Filters.of(**wanted))


def check(
    text: str, *, papers: Sequence[Paper] | None = None, library: str | None = None
) -> tuple[CheckedClaim, ...]:
    """Hold each sentence of any text against the abstracts of a library, or of given papers.

    Raises:
        FootnoteError: a library, an index or a model that is needed cannot be had.
    """
    return assistant(library).check(text, papers)
