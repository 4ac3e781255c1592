"""A library as a list to look through: narrowed down, sorted, one part at a time."""

import re
import sqlite3
from dataclasses import dataclass
from typing import Literal

from corpus import rows
from corpus.paper import Paper

Order = Literal["latest", "title", "newest"]

_ORDERS: dict[Order, str] = {
    "latest": "row DESC",
    "title": "title COLLATE NOCASE, row",
    "newest": "year IS NULL, year DESC, row DESC",
}
_TEXT = "title || ' ' || abstract || ' ' || authors || ' ' || ifnull(venue, '') || ' ' || ifnull(year, '')"
_SPECIAL = re.compile(r"[\\%_]")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a person wants to see of a library.

    Attributes:
        words: each of them stands somewhere in a paper's text, as a word or a part of one.
        year: the year of the papers; None for any.
        order: the latest additions first, by title, or the newest papers first.
        limit: how many papers are wanted.
    """

    words: str = ""
    year: int | None = None
    order: Order = "latest"
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """The papers of a listing, and how many there would be without its limit."""

    papers: tuple[Paper, ...]
    total: int


def listed(connection: sqlite3.Connection, listing: Listing) -> Listed:
    """The papers that a listing asks for, in its order."""
    conditions, values = ["1"], list[str | int]()
    for word in listing.words.split():
        conditions.append(f"{_TEXT} LIKE ? ESCAPE '\\'")
        values.append("%" + _SPECIAL.sub(r"\\\g<0>", word) + "%")
    if listing.year is not None:
        conditions.append("year = ?")
        values.append(listing.year)
    chosen = f"FROM papers WHERE {' AND '.join(conditions)}"
    (total,) = connection.execute(f"SELECT count(*) {chosen}", values).fetchone()
    found = connection.execute(
        f"SELECT id {chosen} ORDER BY {_ORDERS[listing.order]} LIMIT ?",
        [*values, listing.limit],
    )
    ids = [id_ for (id_,) in found]
    papers = {paper.id: paper for paper in rows.by_ids(connection, ids)}
    return Listed(tuple(papers[id_] for id_ in ids), total)


def years(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The years of the papers, the newest first."""
    found = connection.execute("SELECT DISTINCT year FROM papers WHERE year IS NOT NULL ORDER BY year DESC")
    return tuple(year for (year,) in found)
