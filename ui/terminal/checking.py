"""Checked sentences in the terminal."""

import json
import sys
from collections import Counter
from collections.abc import Iterable

from rag.progress import Progress, Report
from rag.values import CheckedClaim, Citation
from ui.terminal.output import Output

STYLES = {"supported": "green", "contradicted": "red", "unsupported": "yellow"}
INDENT = 14
LONG = 50
"""The sentences from which a text is long enough for progress to be shown."""


def print_claims(claims: Iterable[CheckedClaim]) -> None:
    """Print each sentence as soon as it is checked; in the end the error stream has how many are what."""
    output, counts = Output(), Counter[str]()
    for claim in claims:
        print_claim(output, claim)
        counts[claim.verdict if claim.checkable else "not a claim"] += 1
    Output(stderr=True).write(", ".join(f"{count} {verdict}" for verdict, count in counts.items()), "dim")


def print_claims_as_json(claims: Iterable[CheckedClaim]) -> None:
    """Print the sentences as one JSON array, each as soon as it is checked."""
    separator = "[\n"
    for claim in claims:
        sys.stdout.write(separator)
        json.dump(claim.to_dict(), sys.stdout, ensure_ascii=False, indent=2)
        separator = ",\n"
    sys.stdout.write("[]\n" if separator == "[\n" else "\n]\n")


def print_claim(output: Output, claim: CheckedClaim) -> None:
    """Print a sentence after its verdict, and below it why, and the sentences that say so or otherwise."""
    verdict, style = (claim.verdict, STYLES[claim.verdict]) if claim.checkable else ("", "dim")
    output.pieces([(f"{verdict:<{INDENT}}", style), (claim.text, "" if claim.checkable else "dim")])
    if claim.reason and claim.checkable:
        output.write(claim.reason, "dim", indent=INDENT)
    for citation in claim.citations:
        _print_footnote(output, citation)


def reported_where_long(report: Report) -> Report:
    """A report of a long text's progress where the sentences themselves are not on the screen."""

    def told(progress: Progress) -> None:
        if progress.total >= LONG and not sys.stdout.isatty():
            report(progress)

    return told


def _print_footnote(output: Output, citation: Citation) -> None:
    marker = f"[{citation.number}] "
    output.pieces([(marker, "dim"), (f"“{citation.quote}”", "italic")], indent=INDENT)
    output.write(citation.paper.title, "dim", indent=INDENT + len(marker))
