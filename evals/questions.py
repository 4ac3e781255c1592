"""Reading a set of questions, each held against the papers it is about."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import ReadError
from corpus.paper import Paper
from evals.jsonl import bad_line, read_lines
from evals.question import Question
from evals.sampling import splits

BUILT_IN = Path(__file__).parent / "data" / "questions"
TUNING = Path(__file__).parent / "data" / "tuning.jsonl"
"""Questions that calibrations are fitted to beside the development half; they are reported nowhere."""
PLAIN = Path(__file__).parent / "data" / "plain.jsonl"
"""What people ask first, by somebody who had seen no answer; kept for reporting, like the test half."""
_ADAPTER = TypeAdapter(Question)


def load(path: Path, papers: Mapping[str, Paper]) -> tuple[Question, ...]:
    """The questions of a JSON-lines file, or of every `*.jsonl` of a folder in the order of names.

    Args:
        path: the file or folder.
        papers: the papers of the library by id.

    Raises:
        ReadError: there is no such file, or it cannot be read.
        BadRecordError: a line is no question, names an unknown paper, repeats an id, or has a gold
            sentence or key fact that does not stand in its paper. The message says which line.
    """
    questions: dict[str, Question] = {}
    for where, line in _lines(path):
        question = _parse(line, where)
        problem = _problem(question, papers) or (
            f"repeats the id {question.id!r}" * (question.id in questions)
        )
        if problem:
            raise bad_line(where, problem)
        questions[question.id] = question
    if not questions:
        raise ReadError(f"{path} holds no questions.", remedy="Name a JSON-lines file or a folder of them.")
    return tuple(questions.values())


@cache
def held_out_ids() -> frozenset[str]:
    """The ids of the built-in questions that are kept for reporting."""
    halves = splits([_parse(line, where) for where, line in _lines(BUILT_IN)])
    plain = {_parse(line, where).id for where, line in _lines(PLAIN)}
    return frozenset({id_ for id_, half in halves.items() if half == "test"} | plain)


def dump(questions: Iterable[Question]) -> str:
    """The questions as JSON lines."""
    return "".join(_ADAPTER.dump_json(question).decode() + "\n" for question in questions)


def set_hash(questions: Iterable[Question]) -> str:
    """SHA-256 over every field of every question: equal hashes mean the same set in the same order."""
    return hashlib.sha256(dump(questions).encode()).hexdigest()


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        yield from read_lines(file)


def _parse(line: str, where: str) -> Question:
    try:
        return _ADAPTER.validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the line"
        raise bad_line(where, f"has a fault in {field}: {first['msg']}") from error


def _problem(question: Question, papers: Mapping[str, Paper]) -> str:
    """What is wrong with the question, or an empty string."""
    known = {**papers, **{paper.id: paper for paper in question.extra_papers}}
    named = [*question.papers, *(sentence.paper for sentence in question.sentences)]
    if unknown := [paper for paper in named if paper not in known]:
        return f"names the unknown paper {unknown[0]!r}"
    if not question.statuses:
        return "accepts no status"
    if question.must_refuse and (question.facts or question.sentences):
        return "must be refused, yet has key facts or gold sentences"
    return _misquoted(question, known) or _misstated(question, known)


def _misquoted(question: Question, known: Mapping[str, Paper]) -> str:
    for sentence in question.sentences:
        if not sentence.quote.strip() or sentence.quote not in known[sentence.paper].abstract:
            return f"quotes a sentence that does not stand in {sentence.paper!r}: {sentence.quote!r}"
    return ""


def _misstated(question: Question, known: Mapping[str, Paper]) -> str:
    gold = "\n".join(f"{known[name].title}\n{known[name].abstract}" for name in question.papers).casefold()
    for variants in question.facts:
        if not variants or not all(variant.strip() for variant in variants):
            return "has a key fact with an empty variant"
        if variants[0].casefold() not in gold:
            return f"has a key fact that stands in none of its papers: {variants[0]!r}"
    return ""
