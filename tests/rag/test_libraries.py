"""The built-in library, however its making went."""

import multiprocessing

import pytest

from corpus.library import Library
from rag import libraries
from rag.libraries import open_library
from rag.settings import Settings

PAPERS = 61


@pytest.fixture
def settings(tmp_path):
    return Settings(_env_file=None, home=tmp_path)


def count_papers(settings):
    with open_library(settings) as library:
        return len(library)


def test_the_built_in_library_whose_making_was_interrupted_is_filled(settings):
    Library.create(settings.libraries / "trending.sqlite").close()
    assert count_papers(settings) == PAPERS


def test_the_built_in_library_that_somebody_emptied_stays_empty(settings):
    with open_library(settings) as library:
        library.remove(library.ids())
    assert count_papers(settings) == 0


def test_processes_that_make_the_built_in_library_at_once_find_each_paper_once(settings):
    with multiprocessing.get_context("spawn").Pool(2) as processes:
        assert processes.map(count_papers, [settings] * 4, chunksize=1) == [PAPERS] * 4


def test_the_built_in_library_is_closed_where_it_cannot_be_filled(settings, monkeypatch):
    closed = []

    class Noted(Library):
        def close(self):
            super().close()
            closed.append(self.name)

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(libraries, "Library", Noted)
    monkeypatch.setattr(libraries, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        open_library(settings)
    assert closed == ["trending"]
