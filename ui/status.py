"""What is going on, or how it ended, in one line."""

from collections.abc import Iterable

from rag.values import NO_MODEL, Answer
from ui.conversation import Turn

ENDINGS = {
    "answered": "Answered",
    "not_in_abstract": "The paper is here, but its abstract does not say",
    "not_in_corpus": "Not in this library",
    "failed": "No answer",
    "stopped": "Stopped",
    "interrupted": "Interrupted",
}


def status_parts(turn: Turn, papers: int | None = None) -> tuple[str, ...]:
    """The line under a question, most important part first.

    Args:
        turn: the turn it tells about.
        papers: how many papers are searched, where that is known.
    """
    parts = (_running(turn, papers),) if turn.running else _ended(turn)
    return tuple(part for part in parts if part)


def status_line(turn: Turn, papers: int | None = None) -> str:
    """The same as one line of text."""
    return " · ".join(status_parts(turn, papers))


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 paper", "2 papers"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def duration(seconds: float) -> str:
    """Seconds for people: milliseconds below one second."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


def _running(turn: Turn, papers: int | None) -> str:
    match turn.state:
        case "searching":
            return f"Searching {counted(papers, 'paper')}…" if papers else "Searching…"
        case "waiting":
            return f"{_counted_ahead(turn.ahead)} before yours…" if turn.ahead else "It is your turn…"
        case "reading":
            return f"Reading {counted(len(turn.hits), 'paper')}…"
        case "checking" if turn.unchecked.strip():
            return f"Checking sentence {len(turn.checked) + 1}…"
        case "checking":
            return "Putting the answer together…"
        case _:
            return "Writing a draft…"


def _counted_ahead(questions: int) -> str:
    return f"{counted(questions, 'question')} {'is' if questions == 1 else 'are'}"


def _ended(turn: Turn) -> Iterable[str]:
    ending = ENDINGS[turn.state]
    if turn.answer is None:
        return ending, "" if turn.state == "failed" else _verdicts(turn)
    seconds = duration(turn.answer.timings.get("total", 0.0))
    if turn.state == "answered":
        told = counted(len(turn.sources), "paper") if turn.answer.listing else _verdicts(turn)
        return f"{ending} in {seconds}", told, _writer(turn.answer)
    return ending, seconds, _writer(turn.answer)


def _writer(answer: Answer) -> str:
    return "quotations only" if answer.model == NO_MODEL else answer.model


def _verdicts(turn: Turn) -> str:
    verdicts = [claim.verdict for claim in turn.claims]
    checked, quoted = verdicts.count("supported"), verdicts.count("quoted")
    dropped = len(turn.answer.dropped) if turn.answer else 0
    counts = ((checked, "checked"), (quoted, "quoted"), (dropped, "dropped"))
    told = [f"{number} {what}" for number, what in counts if number]
    if told:
        number, _, what = told[0].partition(" ")
        told[0] = f"{counted(int(number), 'sentence')} {what}"
    return ", ".join(told)
