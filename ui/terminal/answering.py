"""An answer in the terminal: what is going on while it comes about, then the text and its footnotes."""

from collections.abc import Iterable

from rag.values import Answer, Event, Source
from ui.conversation import Turn
from ui.status import status_line
from ui.terminal.output import Output
from ui.terminal.papers import INDENT, print_paper

NEAREST_SHOWN = 3


def watched(events: Iterable[Event], question: str, *, papers: int | None) -> Answer:
    """The answer at the end of a stream; meanwhile a line on the error stream tells what is going on.

    Args:
        events: the stream, which ends with the finished answer.
        question: what was asked.
        papers: how many papers are searched, where that is known.
    """
    turn = Turn(question)
    with Output(stderr=True).console.status(status_line(turn, papers)) as status:
        for event in events:
            turn = turn.after(event)
            status.update(status_line(turn, papers))
    if turn.answer is None:  # pragma: no cover - a stream ends with an answer or raises
        raise AssertionError
    return turn.answer


def print_answer(answer: Answer) -> None:
    """Print the text of an answer with its markers, then the sources; of a refusal, the nearest papers."""
    output = Output()
    output.write(answer.text)
    for source in answer.sources:
        output.write()
        print_source(output, source, _quotes(answer, source))
    if answer.status != "answered" and answer.nearest:
        output.write("\nNearest papers", "dim")
        for hit in answer.nearest[:NEAREST_SHOWN]:
            print_paper(output, hit.paper, "  · ")
    if answer.notice:
        Output(stderr=True).write(answer.notice, "yellow")


def print_source(output: Output, source: Source, quotes: Iterable[str]) -> None:
    """Print a reference under its number, and the sentences that are cited of it."""
    print_paper(output, source.paper, f"[{source.number}] ")
    for quote in quotes:
        output.write(f"“{quote}”", "italic", indent=INDENT)


def _quotes(answer: Answer, source: Source) -> Iterable[str]:
    """The cited sentences of a source, each once, in the order in which they are cited."""
    citations = (citation for claim in answer.claims for citation in claim.citations)
    return dict.fromkeys(citation.quote for citation in citations if citation.number == source.number)
