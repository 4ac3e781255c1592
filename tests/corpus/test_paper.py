import json

import pytest

from corpus import Paper, slug


def test_a_paper_needs_an_id_a_title_and_an_abstract_and_no_more():
    paper = Paper(id="x", title="LeMo", abstract="It saves memory. It is fast.")
    assert [paper.abstract[s.start : s.end] for s in paper.sentences] == ["It saves memory.", "It is fast."]
    assert json.loads(json.dumps(paper.to_dict())) == {
        "id": "x",
        "title": "LeMo",
        "abstract": "It saves memory. It is fast.",
        "authors": [],
        "year": None,
        "venue": None,
        "url": None,
    }


@pytest.mark.parametrize(
    "change",
    [
        {"id": "z"},
        {"title": "T"},
        {"abstract": "A"},
        {"authors": ("N",)},
        {"year": 1},
        {"venue": "V"},
        {"url": "U"},
    ],
)
def test_the_content_hash_tells_every_change(change, lemo):
    fields = {**lemo.to_dict(), "authors": lemo.authors}
    assert Paper(**fields).content_hash == lemo.content_hash
    assert Paper(**{**fields, **change}).content_hash != lemo.content_hash


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Segment Any Text: A Universal Approach", "segment-any-text-a-universal-approach"),
        ("  Skill-it! (v2)  ", "skill-it-v2"),
        ("Ünïcode \uff57ide", "ünïcode-wide"),
        ("漢字", "漢字"),
        ("!!!", ""),
    ],
)
def test_a_slug_is_the_title_in_lower_case_words(title, name):
    assert slug(title) == name
