import re

import corpus
from evals.scale import adding, fresh_place, memory, rebuilding, resident, searching, searching_among_copies
from rag.testing import TinyEmbedding


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
