import json
import os

import pytest

from evals.report.as_json import as_json
from evals.report.document import Document, Picture, Section, Tile
from ui.render import quality_html
from ui.reports import latest_report

SVG = '<svg viewBox="0 0 1 1"><circle r="1" fill="var(--ours)"/></svg>'


def report(title):
    sections = (Section("Facts", pictures=(Picture(SVG, "Facts by type."),)),)
    return Document(
        "answers", title, "On dev.", ("It is good.",), (Tile("93 %", "facts"),), sections, {"runs": [1]}
    )


@pytest.fixture
def folder(tmp_path):
    for age, title in enumerate(("Newest", "Older")):
        path = tmp_path / f"answers-{age}" / "report.json"
        path.parent.mkdir()
        path.write_text(as_json(report(title)))
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return tmp_path


def test_the_page_shows_the_latest_report_that_the_eval_suite_wrote(folder):
    html = quality_html(latest_report([folder, folder / "nowhere"]))
    for expected in (
        "Newest",
        "On dev.",
        "It is good.",
        "93 %",
        "Facts by type.",
        "data:image/svg+xml;base64,",
    ):
        assert expected in html


@pytest.mark.parametrize("content", ["{", "[]", "null", '{"title": "x"}', '{"title": 3, "tiles": 4}', "\x00"])
def test_what_is_no_report_is_passed_over(folder, content):
    (folder / "other.json").write_text(content)
    assert latest_report([folder]).title == "Newest"


def test_a_picture_of_a_report_is_an_image_and_never_markup_of_the_page(folder):
    path = folder / "answers-0" / "report.json"
    hostile = {"svg": "<svg onload='alert(1)'></svg><script>alert(2)</script>", "caption": "<b>x</b>"}
    path.write_text(json.dumps({"title": "<i>", "tiles": [], "pictures": [hostile]}))
    html = quality_html(latest_report([path.parent]))
    assert "<script" not in html
    assert "onload" not in html
    assert "<b>" not in html


def test_where_there_is_no_report_the_page_says_how_to_make_one(tmp_path):
    assert "footnote eval answers" in quality_html(latest_report([tmp_path]))
