"""The folder of one run: what was asked, of what, and what came back. A report needs nothing else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from corpus.errors import ReadError
from corpus.files import write_whole
from corpus.paper import Paper, slug
from evals.case import FAILED, Case
from evals.errors import EvaluationError
from evals.jsonl import bad_line, read_lines
from evals.judge import Opinion
from evals.log import Log
from evals.question import Question
from evals.questions import dump, load
from evals.record import Record
from evals.result import Result

System = Literal["answers", "baseline"]
_RECORD = TypeAdapter(Record)
_PAPER = TypeAdapter(Paper)


@dataclass(frozen=True)
class RunFolder:
    """A folder with `run.json`, `questions.jsonl`, `papers.jsonl` and the results of each system."""

    path: Path

    def begin(self, record: Record, questions: Sequence[Question], papers: Sequence[Paper]) -> None:
        """Write down what is about to be run, or make sure that the run that is there is the same.

        Raises:
            EvaluationError: the folder holds a run of another state, or cannot be written.
        """
        if (self.path / "run.json").exists():
            self._must_match(record)
            return
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            (self.path / "questions.jsonl").write_text(dump(questions), encoding="utf-8")
            lines = "".join(json.dumps(paper.to_dict(), ensure_ascii=False) + "\n" for paper in papers)
            (self.path / "papers.jsonl").write_text(lines, encoding="utf-8")
            # Last, so that a folder with a record is whole.
            write_whole(self.path / "run.json", json.dumps(record.to_dict(), indent=2))
        except OSError as error:
            raise EvaluationError(
                f"{self.path} cannot be written ({error}).", remedy="Name another folder with --out."
            ) from error

    @property
    def record(self) -> Record:
        """The state that the run was made in.

        Raises:
            ReadError: the folder holds no run.
        """
        path = self.path / "run.json"
        try:
            return _RECORD.validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise ReadError(
                f"{self.path} holds no run that can be read.",
                remedy="Name a folder that `footnote eval answers` has written.",
            ) from error

    def results(self, system: System) -> Log[Result]:
        """The file of the results of one system."""
        return Log(self.path / f"{system}.jsonl", Result)

    def opinions(self, judge: str) -> Log[Opinion]:
        """The file of one judge's opinions."""
        return Log(self.path / f"opinions-{slug(judge)}.jsonl", Opinion)

    def judges(self) -> tuple[Log[Opinion], ...]:
        """The opinions of every judge."""
        return tuple(Log(path, Opinion) for path in sorted(self.path.glob("opinions-*.jsonl")))

    def questions(self) -> tuple[Question, ...]:
        """The questions of the run."""
        return load(self.path / "questions.jsonl", self.papers())

    def papers(self) -> dict[str, Paper]:
        """The papers of the library that was asked, by id."""
        papers: dict[str, Paper] = {}
        for where, line in read_lines(self.path / "papers.jsonl"):
            try:
                paper = _PAPER.validate_json(line)
            except ValidationError as error:
                raise bad_line(where, "is not a paper") from error
            papers[paper.id] = paper
        return papers

    def cases(self, system: System = "answers") -> tuple[Case, ...]:
        """The questions that have a result, with it, in the order of the questions.

        Raises:
            ReadError: a file of the folder is missing.
            BadRecordError: a line of one is damaged.
        """
        papers, results = self.papers(), self.results(system).read()
        return tuple(
            _case(question, results[question.id], papers)
            for question in self.questions()
            if question.id in results
        )

    def peak_memory(self, system: System = "answers") -> int | None:
        """The largest resident memory of the process that answered, in bytes, where it is known."""
        peaks = [result.peak_memory for result in self.results(system).read().values() if result.peak_memory]
        return max(peaks, default=None)

    def _must_match(self, record: Record) -> None:
        if different := self.record.differences(record):
            raise EvaluationError(
                f"The run in {self.path} was made with other {', '.join(different)}.",
                kept="It is left as it is.",
                remedy="Name another folder with --out.",
            )


def _case(question: Question, result: Result, papers: Mapping[str, Paper]) -> Case:
    known = {**papers, **{paper.id: paper for paper in question.extra_papers}}
    return Case(question, result.answer or FAILED, known, result.retrieved, result.error)
