"""Reading a test collection in BEIR's layout.

`corpus.jsonl` {_id, title, text}, `queries.jsonl` {_id, text}, `qrels.tsv` (or `qrels/test.tsv`) with the
columns query-id, corpus-id, score, with or without a header; the first two may be gzipped.
Source: Thakur et al. 2021, "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information Retrieval
Models".
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from corpus.paper import Paper
from evals.jsonl import Record, bad_line, find, read_lines, read_records

T = TypeVar("T")
Qrels = dict[str, dict[str, int]]
_COLUMNS = 3


@dataclass(frozen=True)
class Collection:
    """Papers, queries, and which papers answer which query how well (0 is not at all)."""

    name: str
    papers: tuple[Paper, ...]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


def read_beir(folder: Path) -> Collection:
    """The collection in a folder; queries without a judgement are left out.

    Raises:
        ReadError: a file is missing or cannot be read.
        BadRecordError: a line is faulty, repeats an id, or judges a query or paper that is not there.
    """
    papers = _by_id(read_records(folder, "corpus"), _paper)
    queries = _by_id(read_records(folder, "queries"), lambda record: record.text("text"))
    qrels = _qrels(find(folder, "qrels.tsv", "qrels/test.tsv"), papers, queries)
    asked = {query: text for query, text in queries.items() if query in qrels}
    return Collection(folder.resolve().name, tuple(papers.values()), asked, qrels)


def _by_id(records: Iterable[Record], read: Callable[[Record], T]) -> dict[str, T]:
    """What is read of each record, by its `_id`."""
    found: dict[str, T] = {}
    for record in records:
        key = record.text("_id")
        if key in found:
            raise bad_line(record.where, f"repeats the id {key!r}")
        found[key] = read(record)
    return found


def _paper(record: Record) -> Paper:
    title = record.fields.get("title") or ""
    return Paper(id=record.text("_id"), title=str(title), abstract=record.text("text"))


def _qrels(path: Path, papers: Container[str], queries: Container[str]) -> Qrels:
    qrels: Qrels = {}
    for where, line in read_lines(path):
        if line.rstrip().endswith("\tscore"):
            continue
        query, paper, score = _judgement(line, where)
        if query not in queries:
            raise bad_line(where, f"judges the query {query!r}, which is not in the queries")
        if paper not in papers:
            raise bad_line(where, f"judges the paper {paper!r}, which is not in the corpus")
        qrels.setdefault(query, {})[paper] = score
    return qrels


def _judgement(line: str, where: str) -> tuple[str, str, int]:
    fields = line.rstrip("\r").split("\t")
    if len(fields) != _COLUMNS:
        raise bad_line(where, f"has {len(fields)} columns instead of query-id, corpus-id, score")
    try:
        return fields[0], fields[1], int(fields[2])
    except ValueError as error:
        raise bad_line(where, f"has a score that is no whole number: {fields[2]!r}") from error
