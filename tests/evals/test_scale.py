import re

import corpus
from evals.scale import (
    adding,
    fresh_place,
    memory,
    papers_of,
    rebuilding,
    resident,
    searching,
    searching_among_copies,
)
from rag.testing import TinyEmbedding


def test_a_record_that_cannot_be_used_is_counted_and_the_others_are_measured(tmp_path):
    lines = ['{"id": "a", "title": "A", "abstract": "One."}', "{broken", '{"title": "B"}', '{"title": "C"}']
    for name in ("one.jsonl", "two.jsonl"):
        (tmp_path / name).write_text(
            "\n".join([*lines, f'{{"id": "{name}", "title": "D", "abstract": "E."}}'])
        )
    papers, skipped = papers_of([tmp_path / "one.jsonl", tmp_path / "two.jsonl"], 10)
    assert [paper.id for paper in papers] == ["a", "one.jsonl", "two.jsonl"]
    assert skipped["the paper has no abstract"] == 4
    assert skipped["another file has a paper of the same id"] == 1
    assert skipped.total() == 7
    assert len(papers_of([tmp_path / "one.jsonl"], 1)[0]) == 1


def test_every_figure_of_size_is_measured():
    embedding = TinyEmbedding()
    papers = list(corpus.read(corpus.trending_papers_path()))
    before = resident()
    with fresh_place(embedding) as place:
        place.library.add(papers)
        place.index.refresh()
        rows = [
            *adding(embedding, papers, rounds=1),
            *rebuilding(place, embedding, rounds=1),
            *searching(place, papers),
            *searching_among_copies(place, embedding, 100),
            memory(before),
        ]
    figures = [float(re.match(r"[\d.]+", row.figure.replace(",", ""))[0]) for row in rows]
    assert len(figures) == 9
    assert all(figure > 0 for figure in figures[:7])
