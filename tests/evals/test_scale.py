import re

import corpus
from evals.copies import copies_of
from evals.scale import adding, again, fresh_place, multiply, papers_of, rebuilding, serving
from rag.progress import unreported
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
    with fresh_place(embedding) as place:
        place.library.add(papers)
        place.index.refresh()
        rows = [
            *adding(embedding, papers, rounds=1),
            again(place, papers),
            *rebuilding(place, embedding, rounds=1),
            *serving(place, papers, TinyEmbedding),
        ]
        multiply(place, embedding, papers, 2, unreported)
        rows += serving(place, papers, TinyEmbedding)
        assert len(place.library) == 3 * len(papers)
    figures = [float(re.match(r"[\d.]+", row.figure.replace(",", ""))[0]) for row in rows]
    assert len(figures) == 11
    assert all(figure > 0 for figure in figures)
    assert "183 papers" in rows[-1].what


def test_no_two_copies_are_the_same_and_most_words_stay():
    papers = list(corpus.read(corpus.trending_papers_path()))
    copies = list(copies_of(papers, 2))
    assert len({copy.id for copy in copies} | {paper.id for paper in papers}) == 3 * len(papers)
    assert len({copy.abstract for copy in copies}) == len(copies)
    for paper, copy in zip([*papers, *papers], copies, strict=True):
        own = paper.abstract.split(" ")
        kept = sum(a == b for a, b in zip(own, copy.abstract.split(" "), strict=True))
        assert 0.7 < kept / len(own) < 1
