"""Asking in turn: where the model writes one answer at a time, who asks later waits, and reads meanwhile."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

from rag.pipeline import worth_asking
from rag.values import Answer, Event, Finished, Message
from ui.assistant import Assistant
from ui.line import Line, Place, Waiting

Events = Generator[Event, None, None]
Begin = Callable[[], Events]

LOOK_EVERY = 1.0
"""Seconds after which one who waits is told the same again, so that who has left is noticed."""
SEARCHES_FIRST = 3.0
"""Seconds for which an answer lets the searches of others go before it, at most."""


def in_turn(
    line: Line,
    assistant: Assistant,
    question: str,
    history: Sequence[Message] = (),
    strictness: float | None = None,
) -> Generator[Event | Waiting, None, None]:
    """The events of an answer; before those of a model that is busy with others, how many are before.

    Who waits is shown the sources at once, and what they say word for word.

    Args:
        line: of those who ask the same model.
        assistant: answers.
        question: as `Assistant.stream` takes it, like the others.
        history: the earlier turns.
        strictness: from 0 to 1.

    Raises:
        FootnoteError: as `Assistant.stream`.
    """
    written = partial(assistant.stream, question, history, strictness=strictness)
    quoted = partial(assistant.quotations, question, history, strictness=strictness)
    if assistant.readiness.one_at_a_time:
        yield from _in_line(line, written, quoted)
    else:
        yield from _searched(line, written())


def _in_line(line: Line, written: Begin, quoted: Begin) -> Generator[Event | Waiting, None, None]:
    """The written answer once those before have theirs; the quoted one at once if the model adds nothing."""
    waited = 0.0
    with line.place() as place:
        if place.ahead:
            meanwhile = yield from _sources(_searched(line, quoted()))
            if not _worth_waiting(meanwhile):
                yield Finished(meanwhile)
                return
            waited = yield from _waiting(place, meanwhile)
        with closing(written()) as events:
            for event in events:
                yield _after(waited, event)


def _worth_waiting(quoted: Answer) -> bool:
    return worth_asking(quoted.evidence, quoted.confidence, listing=quoted.listing)


def _searched(line: Line, events: Events) -> Events:
    """The events of an answer; it goes on after its search when the searches of others are done too."""
    with closing(events):
        with line.searches.one():
            found = next(events)
        yield found
        line.searches.let_pass(SEARCHES_FIRST)
        yield from events


def _waiting(place: Place, quoted: Answer) -> Generator[Waiting, None, float]:
    """Tells of the wait, and returns how many seconds it took."""
    began = time.monotonic()
    while ahead := place.ahead:
        yield Waiting(ahead, quoted.claims)
        place.wait(LOOK_EVERY)
    yield Waiting(0, quoted.claims)
    return time.monotonic() - began


def _sources(quotations: Events) -> Generator[Event, None, Answer]:
    with closing(quotations) as events:
        for event in events:
            if isinstance(event, Finished):
                return event.answer
            yield event
    raise AssertionError  # pragma: no cover - a stream ends with an answer or raises


def _after(waited: float, event: Event) -> Event:
    """The event of a stream that began so many seconds after the question."""
    if not waited or not isinstance(event, Finished):
        return event
    timings = {**event.answer.timings, "queue": waited}
    timings |= {name: waited + timings[name] for name in ("first_token", "total") if name in timings}
    return Finished(replace(event.answer, timings=timings))
