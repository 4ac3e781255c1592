"""Working through the items of a run and keeping what comes of each, so that a stop loses nothing."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from evals.errors import EvaluationError
from evals.log import Log, OutcomeT
from rag.progress import Progress, Report, unreported

PATIENCE = 3
"""After so many failures in a row it is not the items that fail."""


class Item(Protocol):
    """Something with an id of its own."""

    @property
    def id(self) -> str:
        """Unique in its run."""


ItemT = TypeVar("ItemT", bound=Item)


def run_all(
    items: Sequence[ItemT],
    attempt: Callable[[ItemT], OutcomeT],
    log: Log[OutcomeT],
    *,
    task: str,
    report: Report = unreported,
) -> None:
    """Attempt the items that the log has no outcome for, and append each outcome to it.

    A failure is logged once a later item succeeds. After `PATIENCE` failures in a row none of those is
    logged, so that a resumed run attempts them again.

    Args:
        items: all the items of the run.
        attempt: gives the outcome of one; a failure is an outcome with an error.
        log: where outcomes are kept.
        task: what the progress is called.
        report: is told after each item.

    Raises:
        EvaluationError: the attempts keep failing; what was done is kept.
        BadRecordError: a line of the log is not an outcome.
    """
    done = log.read()
    failed: list[OutcomeT] = []
    for number, item in enumerate(items, start=1):
        if item.id not in done:
            outcome = attempt(item)
            failed = [*failed, outcome] if outcome.error else _keep([*failed, outcome], log)
            if len(failed) == PATIENCE:
                raise _gave_up(outcome.error, log)
        report(Progress(task, number, len(items), "questions"))
    _keep(failed, log)


def _keep(outcomes: list[OutcomeT], log: Log[OutcomeT]) -> list[OutcomeT]:
    """Log the outcomes; none is left."""
    log.append(outcomes)
    return []


def _gave_up(error: str, log: Log[OutcomeT]) -> EvaluationError:
    return EvaluationError(
        f"{PATIENCE} attempts failed in a row, the last with: {error}",
        kept=f"{len(log.read())} results are kept in {log.path}.",
        remedy=f"Mend it, then give the same command with --out {log.path.parent} to resume.",
    )
