"""Claim verification on pairs of a claim and an abstract, in SciFact's layout.

Source: Wadden et al. 2020, "Fact or Fiction: Verifying Scientific Claims". The pairs are in
`citation_pairs.jsonl` (or `.gz`): claim_id, claim, doc_id, title, sentences, label.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from corpus.errors import FootnoteError
from corpus.paper import Paper
from evals.jsonl import Record, bad_line, read_records
from rag.values import CheckedClaim

Verdict = Literal["supported", "contradicted", "unsupported"]
VERDICTS: tuple[Verdict, ...] = ("supported", "contradicted", "unsupported")
_LABELS: dict[str, Verdict] = {"SUPPORT": "supported", "CONTRADICT": "contradicted", "NEI": "unsupported"}


@dataclass(frozen=True)
class Pair:
    """A claim, the abstract it is held against, and what is true of the two."""

    id: str
    claim: str
    paper: Paper
    label: Verdict


@dataclass(frozen=True)
class Checked:
    """What was found of one pair: the verdict, and the support from 0 to 1."""

    id: str
    label: Verdict
    verdict: Verdict = "unsupported"
    score: float = 0.0
    error: str = ""


class Checker(Protocol):
    """Holds a text against papers, as `rag.Assistant` does."""

    def check(self, text: str, papers: Sequence[Paper] | None = None) -> tuple[CheckedClaim, ...]:
        """Each sentence of the text with its verdict."""


def read_pairs(folder: Path) -> tuple[Pair, ...]:
    """The pairs in a folder.

    Raises:
        ReadError: there is no such file, or it cannot be read.
        BadRecordError: a line is faulty or repeats a pair.
    """
    pairs: dict[str, Pair] = {}
    for record in read_records(folder, "citation_pairs"):
        pair = _pair(record)
        if pair.id in pairs:
            raise bad_line(record.where, f"repeats the pair {pair.id!r}")
        pairs[pair.id] = pair
    return tuple(pairs.values())


def pairs_hash(pairs: Iterable[Pair]) -> str:
    """SHA-256 over the claims, labels and papers of the pairs, in their order."""
    lines = [f"{pair.id}\t{pair.label}\t{pair.claim}\t{pair.paper.content_hash}" for pair in pairs]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def check_pair(checker: Checker, pair: Pair) -> Checked:
    """Hold one claim against its abstract.

    A claim of several sentences is contradicted where one is, and supported where all are; its support
    is that of its weakest sentence.
    """
    try:
        claims = checker.check(pair.claim, papers=[pair.paper])
    except FootnoteError as error:
        return Checked(pair.id, pair.label, error=str(error))
    verdicts = {claim.verdict for claim in claims}
    score = min((claim.score for claim in claims), default=0.0)
    if "contradicted" in verdicts:
        return Checked(pair.id, pair.label, "contradicted", score)
    return Checked(pair.id, pair.label, "supported" if verdicts == {"supported"} else "unsupported", score)


def _pair(record: Record) -> Pair:
    label, sentences = record.text("label"), record.fields.get("sentences")
    if label not in _LABELS:
        raise bad_line(record.where, f"has the label {label!r} instead of one of {', '.join(_LABELS)}")
    if not isinstance(sentences, list) or not all(isinstance(sentence, str) for sentence in sentences):
        raise bad_line(record.where, "has no list of sentences")
    paper = Paper(id=record.text("doc_id"), title=record.text("title"), abstract=" ".join(sentences))
    return Pair(f"{record.fields.get('claim_id')}:{paper.id}", record.text("claim"), paper, _LABELS[label])
