import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evals.beir import Collection
from evals.checking import Checked
from evals.comparison import compare
from evals.errors import EvaluationError
from evals.judge import Opinion
from evals.metrics.bootstrap import Interval
from evals.metrics.measure import as_array, mean
from evals.metrics.paired import compare_rows
from evals.record import Record
from evals.report.answers import answers_document
from evals.report.as_html import as_html, track
from evals.report.as_json import as_json
from evals.report.as_markdown import as_markdown
from evals.report.checking import checking_document
from evals.report.comparison import comparison_document
from evals.report.document import Document
from evals.report.retrieval import retrieval_document
from evals.report.verdict import change
from evals.report.wording import between, number, probability, signed
from evals.report.writing import write_report
from evals.result import Result
from evals.retrieval import evaluate_searches
from evals.run import RunFolder
from rag.values import Answer, Dropped

Make = Callable[..., Any]
NASTY = "<script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)> | `x` [a](b)"
RECORD = Record(
    "2026-01-02T03:04:05+00:00",
    1,
    "dev",
    "qhash",
    "chash",
    "code",
    "scripted",
    "",
    {"llm": None},
    {"python": "3"},
)


class Page(HTMLParser):
    """The tags of a page and their attributes; fails on tags that are left open."""

    VOID = frozenset({"meta", "br", "img", "path", "use", "rect"})

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(source)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory,
    papers: Any,
    ask: Make,
    answer: Make,
    cite: Make,
    show: Make,
    lemo: Any,
) -> RunFolder:
    """A right answer, one that misread, one that refused wrongly, one that failed; and a rival."""
    questions = [
        ask(id="right"),
        ask(id="misread", type="casual", question=NASTY),
        ask(id="refused", type="method"),
        ask(id="failed"),
        ask(
            id="far", type="unanswerable_far", statuses=("not_in_corpus",), papers=(), sentences=(), facts=()
        ),
    ]
    run = RunFolder(tmp_path_factory.mktemp("reports") / "run")
    run.begin(RECORD, questions, list(papers.values()))
    gold = cite(lemo, "It cuts memory by 1.93x.")
    seconds = {"retrieve": 0.1, "first_token": 1.0, "total": 2.0}
    shown = (show(lemo, "It cuts memory by 1.93x."),)
    right = answer(("It cuts memory by 1.93x.", (gold,)), timings=seconds, confidence=0.9, evidence=shown)
    misread = answer((NASTY, (gold,)), timings=seconds, evidence=shown, dropped=(Dropped(NASTY, NASTY),))
    refused = Answer("not_in_abstract", NASTY, evidence=shown, timings=seconds)
    run.results("answers").append(
        [
            Result("right", right, ("lemo",), peak_memory=2_000_000_000),
            Result("misread", misread, ("lemo",)),
            Result("refused", refused, ("lemo",)),
            Result("failed", None, error=NASTY),
            Result("far", Answer("not_in_corpus", "No.", timings=seconds)),
        ]
    )
    run.results("baseline").append(
        [Result(q.id, Answer("answered", "Perhaps."), ("dymu",)) for q in questions]
    )
    return run


@pytest.fixture
def run(made: RunFolder, tmp_path: Path) -> RunFolder:
    """A copy that a test may change."""
    return RunFolder(Path(shutil.copytree(made.path, tmp_path / "run")))


@pytest.fixture(scope="module")
def document(made: RunFolder) -> Document:
    return answers_document(made)


def test_the_verdict_comes_first_and_in_words(document: Document) -> None:
    text = " ".join(document.verdict).replace("\N{NO-BREAK SPACE}", " ")
    assert text.startswith("Footnote gets 40.0 % of 5 questions all right (95 % interval ")
    assert "no difference beyond noise" in text
    assert "refuses 100.0 % of what the abstracts do not say, and 25.0 % of what they do" in text
    assert "1 of the questions ended in an error" in text
    assert "5 questions are few" in text


def test_each_failure_is_shown_under_the_step_that_lost_it(document: Document) -> None:
    galleries = {g.title: g for section in document.sections for g in section.galleries}
    assert {title: [it.id for it in g.exhibits] for title, g in galleries.items()} == {
        "failed": ["failed"],
        "wrongly kept": ["misread"],
        "wrongly refused": ["refused"],
    }
    shown = galleries["wrongly refused"].exhibits[0]
    assert [(line.text, line.tone) for line in shown.expected] == [("answered", "bad"), ("says: 1.93", "bad")]
    kept = galleries["wrongly kept"].exhibits[0]
    assert [line.tone for line in kept.expected] == ["good", "bad"]
    assert shown.evidence[0].gold
    assert document.data["lost"] == {
        "misread": "wrongly kept",
        "refused": "wrongly refused",
        "failed": "failed",
    }


def test_the_page_stands_alone_and_runs_nothing(document: Document) -> None:
    page = Page(as_html(document))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "form", "object", "base"}
    for _, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert all((attributes.get(name) or "#").startswith("#") for name in ("href", "src", "xlink:href"))
    policy = [a for t, a in page.tags if t == "meta" and "http-equiv" in a]
    assert policy[0]["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_page_shows_foreign_text_as_text(document: Document) -> None:
    source = as_html(document)
    assert "<script" not in source
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in source


def test_every_picture_takes_the_colours_of_the_page(document: Document) -> None:
    pictures = [picture.svg for section in document.sections for picture in section.pictures]
    assert len(pictures) == 4
    for svg in pictures:
        assert svg.startswith("<svg")
        assert not re.search("#00000[1-6]", svg)
        assert "var(--ours, #" in svg


def test_the_markdown_has_every_section_and_no_live_markup(document: Document) -> None:
    text = as_markdown(document)
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        f"## {section.title}" for section in document.sections
    ]
    assert "<script" not in text
    widths = {line.count(" | ") for line in text.splitlines() if line.startswith("| Wrongly refused")}
    assert widths == {4}


def test_the_first_picture_counts_what_became_of_every_question(document: Document) -> None:
    (picture,) = document.sections[0].pictures
    rows = [("all right", 2), ("failed", 1), ("wrongly kept", 1), ("wrongly refused", 1)]
    assert all(f">{name}</text>" in picture.svg for name, _ in rows)
    assert document.data["questions"] == sum(count for _, count in rows)


def test_the_json_is_strict_and_has_the_numbers(document: Document) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    data = json.loads(as_json(document), parse_constant=refuse)
    assert data["scores"]["all_right"]["value"] == 0.4
    assert data["scores"]["injection_success"]["value"] is None
    assert data["record"]["model"] == "scripted"
    assert data["confusion"]["not_in_corpus"]["not_in_corpus"] == 1


def test_the_same_run_gives_the_same_report(run: RunFolder) -> None:
    assert as_html(answers_document(run)) == as_html(answers_document(run))


def test_a_run_without_a_rival_or_an_end_can_be_reported(run: RunFolder) -> None:
    (run.path / "baseline.jsonl").unlink()
    lines = (run.path / "answers.jsonl").read_bytes().splitlines(keepends=True)
    (run.path / "answers.jsonl").write_bytes(b"".join(lines[:2]))
    document = answers_document(run)
    assert document.data["questions"] == 2
    assert "rival" not in " ".join(document.verdict)


def test_a_run_without_results_is_said(run: RunFolder) -> None:
    (run.path / "answers.jsonl").unlink()
    with pytest.raises(EvaluationError, match="has no results"):
        answers_document(run)


def test_opinions_are_shown_as_opinions(run: RunFolder) -> None:
    run.opinions("big model").append(
        [Opinion("right", "big model", correct=True), Opinion("misread", "big model")]
    )
    document = answers_document(run)
    (section,) = [section for section in document.sections if section.title == "Judged"]
    assert "opinions, not measurements" in section.lead
    cells = [cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in section.tables[0].rows[0]]
    assert cells == ["big model (judged)", "50.0 %", "100.0 %", "2"]


def test_before_and_after_are_shown_side_by_side(
    run: RunFolder, tmp_path: Path, papers: Any, ask: Make
) -> None:
    after = RunFolder(tmp_path / "after")
    after.begin(replace(RECORD, model="other"), run.questions(), list(papers.values()))
    after.results("answers").append([Result("refused", Answer("answered", "1.93x"))])
    document = comparison_document(compare(run, after))
    assert "1 questions were mended, 0 were broken." in document.verdict
    assert "model" in document.verdict[-1]
    Page(as_html(document))


def test_retrieval_is_reported_with_the_products_own_search_first(lemo: Any, dymu: Any) -> None:
    queries = {f"q{i}": f"query {i}" for i in range(30)}
    collection = Collection("tiny", (lemo, dymu), queries, {query: {"lemo": 1} for query in queries})
    found = evaluate_searches(
        collection, {"fused": lambda *_: ["lemo", "dymu"], "lexical": lambda *_: ["dymu", "lemo"]}
    )
    document = retrieval_document(collection, found, {"embedder": "tiny"})
    assert document.verdict[0].startswith("Fused search reaches nDCG@10 1.000")
    assert document.verdict[1].startswith("Fused is better than lexical (0.631")
    Page(as_html(document))


def test_checking_leaves_failed_pairs_out_and_says_so() -> None:
    checked = [
        Checked("a", "supported", "supported", 0.9),
        Checked("b", "unsupported", "supported", 0.8),
        Checked("c", "contradicted", error="It broke."),
    ]
    document = checking_document("tiny", checked, {"model": "x"})
    assert "50.0" in document.verdict[0]
    assert document.verdict[1] == "1 pairs ended in an error and are left out."
    Page(as_html(document))


def test_all_three_forms_are_written(document: Document, tmp_path: Path) -> None:
    written = write_report(document, tmp_path / "out")
    assert all(path.stat().st_size > 1000 for path in (written.html, written.json, written.markdown))
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EvaluationError, match="cannot be written"):
        write_report(document, tmp_path / "file")


def test_numbers_are_written_in_their_unit() -> None:
    blank, minus = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"
    assert number(0.1234, "share") == f"12.3{blank}%"
    assert number(1.234, "seconds") == f"1.23{blank}s"
    assert number(1234.0, "count") == "1,234"
    assert number(float("nan"), "area") == "\N{EN DASH}"
    assert signed(-0.05, "share") == f"{minus}5.0{blank}pts"
    assert signed(0.05, "area") == "+0.050"
    assert between(Interval(0.5, 0.4, 0.6, 9), "share") == "40.0 to 60.0"
    assert probability(0.0001) == f"p{blank}<{blank}0.001"
    assert track(Interval(0.5, -0.1, 1.2, 9)) == "--low:0.0%;--value:50.0%;--high:100.0%;"


def test_a_worse_run_is_called_worse() -> None:
    rows = as_array([(float(i % 10 > 0),) for i in range(100)])
    sentence = change(compare_rows(rows, np.zeros_like(rows), mean), "the first", "the second")
    assert sentence.startswith("The second is worse than the first: ")
    assert "McNemar" in sentence
