import pytest

from corpus import Filters, Paper
from rag.assistant import Assistant
from rag.retrieval import narrowed
from rag.retrieval.joined import JoinedIndex, JoinedLibrary
from rag.retrieval.narrowed import NarrowedIndex
from rag.testing import TinyEmbedding

PAPERS = [
    Paper(f"p{n}", f"Study {n} of tokens", f"Tokens are merged in {n} ways.", ("Ann Lee",), 2000 + n)
    for n in range(20)
]


@pytest.fixture
def assistant(library, settings, tmp_path):
    library.add(PAPERS)
    own = settings.model_copy(update={"home": tmp_path / "home"})
    made = Assistant(library, embedding=TinyEmbedding(), settings=own)
    yield made
    made.close()


@pytest.mark.parametrize("few", [0, 1_000])
def test_only_papers_that_are_wanted_are_found_and_the_best_first(assistant, monkeypatch, few):
    monkeypatch.setattr(narrowed, "FEW", few)
    hits = assistant.search("Study 7 of tokens, merged in 7 ways", 30, Filters.of(year="2005-2009"))
    assert {hit.paper.year for hit in hits} == {2005, 2006, 2007, 2008, 2009}
    assert hits[0].paper.id == "p7"
    assert assistant.search("zebras", 3, Filters.of(author="Xingyu Chen"))[0].paper.id == "lemo"


def test_both_ways_of_looking_give_the_same_scores(assistant, monkeypatch):
    found = []
    for few in (0, 1_000):
        monkeypatch.setattr(narrowed, "FEW", few)
        hits = assistant.search("merged tokens in 12 ways", 50, Filters.of(author="Lee"))
        found.append({hit.paper.id: pytest.approx(hit.score, abs=1e-4) for hit in hits})
    assert len(found[0]) == 20
    assert found[0] == {paper: score.expected for paper, score in found[1].items()}


def test_where_no_paper_is_wanted_none_is_found(assistant):
    assert assistant.search("tokens", 3, Filters.of(year=1900)) == ()


@pytest.mark.parametrize("joined", [False, True])
def test_papers_that_went_since_they_were_wanted_are_not_found_and_no_error(library, index, joined):
    over = JoinedLibrary([library]) if joined else library
    some = NarrowedIndex(over, JoinedIndex(over, [index]) if joined else index, Filters.of(year=2025))
    library.remove(["lemo"])
    assert some.nearest(index.vector("tokens"), 3) == []
