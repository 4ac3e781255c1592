"""Papers as rows of a library, and back."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, cast

from corpus.duplicates import forget, is_merged, namesakes, remember, write_names
from corpus.paper import Paper
from corpus.sentences import Span
from corpus.works import filled, merged, same_work

Outcome = Literal["added", "changed", "unchanged", "merged"]
Row = tuple[int, str, str, str, str, int | None, str | None, str | None]

_BY_IDS = """
    SELECT row, id, title, abstract, authors, year, venue, url FROM papers
    WHERE id IN (SELECT value FROM json_each(?)) ORDER BY row
"""
_HASHES = """
    WITH ids AS (SELECT value FROM json_each(?))
    SELECT id, content_hash FROM papers WHERE id IN ids
    UNION ALL SELECT id, content_hash FROM merged WHERE id IN ids
"""
_OWN_HASHES = "SELECT id, content_hash FROM papers WHERE id IN (SELECT value FROM json_each(?))"
_IDS = "SELECT id FROM papers WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row"
_ONE = {
    "id": "SELECT row, id, title, abstract, authors, year, venue, url FROM papers WHERE id = ?",
    "row": "SELECT row, id, title, abstract, authors, year, venue, url FROM papers WHERE row = ?",
}
_AFTER = """
    SELECT row, id, title, abstract, authors, year, venue, url FROM papers
    WHERE row > ? ORDER BY row LIMIT ?
"""
_SPANS = """
    SELECT paper, start, stop FROM sentences
    WHERE paper IN (SELECT value FROM json_each(?)) ORDER BY paper, start
"""


def known(connection: sqlite3.Connection, papers: Sequence[Paper]) -> int:
    """How many papers are there as they are, by their content hash, or are part of others as they are."""
    hashes = {paper.id: paper.content_hash for paper in papers}
    try:
        found = dict(connection.execute(_HASHES, (json.dumps(list(hashes)),)))
    except UnicodeEncodeError:
        return 0
    return sum(found.get(paper.id) == paper.content_hash for paper in papers)


def content_hashes(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The content hash of each paper of these ids."""
    return dict(connection.execute(_OWN_HASHES, (json.dumps(list(ids)),)))


def store(connection: sqlite3.Connection, paper: Paper) -> Outcome:
    """Write a paper where the library has none of its id, or one of other content."""
    known = connection.execute("SELECT row, content_hash FROM papers WHERE id = ?", (paper.id,)).fetchone()
    if known is None:
        _insert(connection, paper)
        return "added"
    row, content_hash = known
    if content_hash == paper.content_hash:
        return "unchanged"
    forget(connection, paper.id)
    _update(connection, row, paper)
    return "changed"


def merge(connection: sqlite3.Connection, paper: Paper) -> Outcome:
    """Write a paper, or let it become part of the one that is there of the same work.

    A record that once became part of another is known by its own content, so that it costs nothing to
    add it again.
    """
    if is_merged(connection, paper.id, paper.content_hash):
        return "unchanged"
    if known := _one(connection, "id", paper.id):
        return _replace(connection, *known, paper)
    forget(connection, paper.id)
    for row in namesakes(connection, paper):
        _, home = _one(connection, "row", row) or (row, paper)
        if same_work(home, paper):
            return _join(connection, row, home, paper)
    return store(connection, paper)


def _one(
    connection: sqlite3.Connection, column: Literal["id", "row"], value: str | int
) -> tuple[int, Paper] | None:
    found = connection.execute(_ONE[column], (value,)).fetchone()
    return (found[0], bare(found)) if found else None


def _replace(connection: sqlite3.Connection, row: int, known: Paper, paper: Paper) -> Outcome:
    """Write a paper over the one of its id. What other records added to that one stays where it is silent."""
    if not is_merged(connection, paper.id):
        return store(connection, paper)
    if known.content_hash == paper.content_hash:
        return "unchanged"
    remember(connection, row, [paper])
    _update(connection, row, filled(paper, known))
    return "changed"


def _join(connection: sqlite3.Connection, row: int, home: Paper, paper: Paper) -> Outcome:
    """Let a paper become part of the one of a row, which grows where the paper says more."""
    if not is_merged(connection, home.id):
        remember(connection, row, [home])
    remember(connection, row, [paper])
    write_names(connection, row, paper)
    whole = merged(home, paper)
    if whole != home:
        _update(connection, row, whole)
    return "merged"


def delete(connection: sqlite3.Connection, ids: Iterable[str]) -> int:
    """Take papers out; returns how many there were."""
    cursor = connection.execute(
        "DELETE FROM papers WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return cursor.rowcount


def by_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Paper]:
    """The papers of these ids that are there, in the order in which they came to the library."""
    return _papers(connection, connection.execute(_BY_IDS, (json.dumps(list(ids)),)).fetchall())


def ids_of(connection: sqlite3.Connection, rows: Sequence[int]) -> list[str]:
    """The ids of some rows, in the order of the rows."""
    found = connection.execute(_IDS, (json.dumps(rows),))
    return [id_ for (id_,) in found]


def after(connection: sqlite3.Connection, row: int, limit: int) -> tuple[list[Paper], int]:
    """The next papers after a row, and the last row of them."""
    rows: list[Row] = connection.execute(_AFTER, (row, limit)).fetchall()
    return _papers(connection, rows), rows[-1][0] if rows else row


def _insert(connection: sqlite3.Connection, paper: Paper) -> None:
    cursor = connection.execute(
        "INSERT INTO papers (title, abstract, authors, year, venue, url, content_hash, id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*_values(paper), paper.id),
    )
    row = cast("int", cursor.lastrowid)
    _write_spans(connection, row, paper)
    write_names(connection, row, paper)


def _update(connection: sqlite3.Connection, row: int, paper: Paper) -> None:
    connection.execute(
        "UPDATE papers SET title = ?, abstract = ?, authors = ?, year = ?, venue = ?, url = ?, "
        "content_hash = ? WHERE row = ?",
        (*_values(paper), row),
    )
    connection.execute("DELETE FROM sentences WHERE paper = ?", (row,))
    _write_spans(connection, row, paper)
    write_names(connection, row, paper)


def _values(paper: Paper) -> tuple[str | int | None, ...]:
    authors = json.dumps(paper.authors, ensure_ascii=False)
    return (paper.title, paper.abstract, authors, paper.year, paper.venue, paper.url, paper.content_hash)


def _write_spans(connection: sqlite3.Connection, row: int, paper: Paper) -> None:
    spans = ((row, span.start, span.end) for span in paper.sentences)
    connection.executemany("INSERT INTO sentences VALUES (?, ?, ?)", spans)


def _papers(connection: sqlite3.Connection, rows: Sequence[Row]) -> list[Paper]:
    spans = _spans(connection, [row[0] for row in rows])
    return [_paper(row, spans[row[0]]) for row in rows]


def _spans(connection: sqlite3.Connection, rows: Sequence[int]) -> defaultdict[int, list[Span]]:
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for row, start, stop in connection.execute(_SPANS, (json.dumps(rows),)):
        spans[row].append(Span(start, stop))
    return spans


def bare(row: Row) -> Paper:
    """The paper of a row, without its sentences."""
    _, id_, title, abstract, authors, year, venue, url = row
    return Paper(id_, title, abstract, tuple(json.loads(authors)), year, venue, url)


def _paper(row: Row, spans: Sequence[Span]) -> Paper:
    paper = bare(row)
    paper.__dict__["sentences"] = tuple(spans)  # where `cached_property` keeps it: no second splitting
    return paper
