"""What the figures depend on, as the last chapter of a report."""

from collections.abc import Mapping
from dataclasses import replace

from evals.record import Record
from evals.report.document import Cell, Section, Table

_TITLE, _LEAD = "How to make it again", "The same state gives the same scores."


def provenance(record: Record) -> Section:
    """The state that a run of answers was made in: hashes, settings, versions."""
    made_of = {
        "command": record.command,
        "begun": record.created,
        "split": record.split,
        "seed": str(record.seed),
        "model": record.model,
        "weights, SHA-256": record.weights or "not embedded",
        "questions, SHA-256": record.questions,
        "papers, SHA-256": record.corpus,
        "code, SHA-256": record.code,
    }
    settings = {name: str(value) for name, value in record.settings.items()}
    folded = [
        replace(_listed(title, its), folded=f"{title}s")
        for title, its in (("Setting", settings), ("Version", record.versions))
    ]
    return Section(_TITLE, _LEAD, tables=(_listed("Run", made_of), *folded))


def made_with(parts: Mapping[str, str]) -> Section:
    """What any other figures depend on, by name."""
    return Section(_TITLE, _LEAD, tables=(_listed("Part", parts),))


def _listed(title: str, values: Mapping[str, str]) -> Table:
    return Table((title, ""), tuple((Cell(name), Cell(value)) for name, value in values.items()))
