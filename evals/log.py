"""A log of outcomes as JSON lines, one appended after each item, so that a stop loses at most one."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from evals.jsonl import bad_line


class Outcome(Protocol):
    """What came of one item: which it was, and why it failed, or an empty string."""

    @property
    def id(self) -> str:
        """The item's id."""

    @property
    def error(self) -> str:
        """Why it failed, or an empty string."""


OutcomeT = TypeVar("OutcomeT", bound=Outcome)


class Log(Generic[OutcomeT]):
    """The outcomes of one run, in a file that the first of them makes.

    Args:
        path: the file.
        kind: the dataclass of its lines.
    """

    def __init__(self, path: Path, kind: type[OutcomeT]) -> None:
        self.path = path
        self._adapter = TypeAdapter(kind)

    def read(self) -> dict[str, OutcomeT]:
        """The outcomes by id. A last line that was cut short by a stop is left out.

        Raises:
            BadRecordError: another line is not an outcome.
        """
        return {outcome.id: outcome for outcome in self._outcomes()}

    def append(self, outcomes: Iterable[OutcomeT]) -> None:
        """Add outcomes at the end, in the place of a last line that was cut short."""
        lines = b"".join(self._adapter.dump_json(outcome) + b"\n" for outcome in outcomes)
        self._drop_cut_line()
        with self.path.open("ab") as file:
            file.write(lines)

    def _outcomes(self) -> Iterator[OutcomeT]:
        for number, line in enumerate(self._whole_lines(), start=1):
            try:
                yield self._adapter.validate_json(line)
            except ValidationError as error:
                problem = f"is not a result ({error.errors()[0]['msg']})"
                raise bad_line(f"{self.path}, line {number}", problem) from error

    def _whole_lines(self) -> Iterator[bytes]:
        if self.path.exists():
            with self.path.open("rb") as lines:
                yield from (line for line in lines if line.endswith(b"\n"))

    def _drop_cut_line(self) -> None:
        if not self.path.exists() or _ends_with_newline(self.path):
            return
        with self.path.open("r+b") as file:
            file.truncate(file.read().rfind(b"\n") + 1)


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 1))
        return file.read() in {b"", b"\n"}
