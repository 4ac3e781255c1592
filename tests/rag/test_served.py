"""The retriever of a distributed Chroma, before a stand-in for one."""

import pytest

from corpus.library import Library
from rag.assistant import Assistant
from rag.errors import IndexUnavailableError
from rag.retrieval.chroma import ChromaServer
from rag.retrieval.served import ServedRetriever
from rag.settings import Settings

from .distributed import distributed_before


@pytest.fixture
def distributed(chroma_url):
    with distributed_before(chroma_url) as (url, state):
        yield url, state


@pytest.fixture
def server(distributed):
    return ChromaServer(distributed[0], hybrid=True)


@pytest.fixture
def retriever(index_of, library, embedding, server):
    index = index_of(library, embedding, server=server)
    index.rebuild()
    return ServedRetriever(library, index)


def test_one_search_of_chroma_finds_papers_by_meaning_and_by_words(retriever, distributed):
    hits = retriever.search("Which paper, TempMe, merges tokens of neighbouring frames?", 2)
    assert hits[0].paper.id == "tempme"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(distributed[1].searches) == 1


def test_a_word_alone_brings_its_paper_to_the_front(retriever, library, embedding, monkeypatch):
    monkeypatch.setattr(embedding, "_get_query_embedding", lambda _: embedding._get_text_embedding("none"))
    names = {paper.id: paper.title.split(":")[0] for paper in library.papers()}
    found = {id_: retriever.search(name, 1)[0].paper.id for id_, name in names.items()}
    assert found == {id_: id_ for id_ in names}


def test_a_query_without_a_telling_word_is_searched_by_meaning(retriever, distributed):
    assert len(retriever.search("what is it?", 3)) == 3
    assert "words" not in str(distributed[1].searches)


def test_nothing_is_searched_for_no_paper(retriever, distributed):
    assert retriever.search("TempMe", 0) == ()
    assert distributed[1].searches == []


def test_papers_that_are_removed_are_found_no_longer(retriever, library):
    library.remove(["tempme"])
    assert "tempme" not in [hit.paper.id for hit in retriever.search("TempMe", 9)]


def test_a_server_that_does_not_search_by_words_is_told(index_of, library, embedding, chroma_url):
    index = index_of(library, embedding, server=ChromaServer(chroma_url, hybrid=True))
    with pytest.raises(IndexUnavailableError, match="does not search by words") as told:
        index.refresh()
    assert "FOOTNOTE_CHROMA_HYBRID" in told.value.remedy


def test_an_index_without_words_is_told(index_of, library, embedding):
    index = index_of(library, embedding)
    with pytest.raises(IndexUnavailableError, match="without their words"):
        ServedRetriever(library, index).search("TempMe", 1)


def test_the_settings_let_an_assistant_search_there(tmp_path, library, embedding, distributed):
    url, state = distributed
    settings = Settings(_env_file=None, home=tmp_path, llm="none", chroma_url=url, chroma_hybrid=True)
    assistant = Assistant(Library.open(library.path), embedding=embedding, settings=settings)
    try:
        assert assistant.search("TempMe", 1)[0].paper.id == "tempme"
        assert state.searches
    finally:
        assistant.close()
