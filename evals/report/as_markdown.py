"""The report as Markdown, for a repository or a review."""

import re
from collections.abc import Iterator
from html import escape

from evals.report.document import Cell, Document, Exhibit, Passage, Section, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|!~$])")
_MARKS = {"plain": "", "good": ", and so it was", "bad": ", and it was not"}


def as_markdown(document: Document) -> str:
    """The report, without its pictures."""
    return "\n".join(_lines(document)).rstrip() + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {_plain(document.title)}"
    yield from ("", _plain(document.subtitle), "")
    yield from (f"- {_plain(sentence)}" for sentence in document.verdict)
    for section in document.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {_plain(section.title)}", "", _plain(section.lead))
    for table in section.tables:
        yield from _table(table)
    for gallery in section.galleries:
        yield from ("", f"### {_plain(gallery.title)}", "", _plain(gallery.meaning))
        for exhibit in gallery.exhibits:
            yield from _exhibit(exhibit)


def _table(table: Table) -> Iterator[str]:
    yield from ("", _bar(table.columns), _bar("---" for _ in table.columns))
    yield from (_bar(_cell(cell) for cell in row) for row in table.rows)
    if table.note:
        yield from ("", _plain(table.note))


def _exhibit(exhibit: Exhibit) -> Iterator[str]:
    yield from ("", f"#### {_plain(exhibit.id)} ({_plain(exhibit.type)})", "")
    yield from (f"- {role}: {_plain(text)}" for role, text in exhibit.history)
    yield f"- question: {_plain(exhibit.question)}"
    if exhibit.understood:
        yield f"- understood as: {_plain(exhibit.understood)}"
    yield from (f"- expected{_MARKS[line.tone]}: {_plain(line.text)}" for line in exhibit.expected)
    yield f"- given: {_plain(exhibit.status)}: {_plain(exhibit.error or exhibit.answer)}"
    for name, passages in (("gold", exhibit.gold), ("cited", exhibit.cited), ("evidence", exhibit.evidence)):
        yield from (f"- {name}: {_passage(passage)}" for passage in passages)
    yield from (f"- dropped: {_plain(text)} ({_plain(reason)})" for text, reason in exhibit.dropped)


def _passage(passage: Passage) -> str:
    return f"{_plain(passage.text)} ({_plain(passage.paper)})"


def _cell(cell: Cell) -> str:
    return f"{_plain(cell.text)} ({_plain(cell.note)})" if cell.note else _plain(cell.text)


def _bar(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """The text on one line, with nothing in it that Markdown or HTML would act on."""
    return escape(_SPECIAL.sub(r"\\\1", " ".join(text.split())), quote=False)
