import threading
from contextlib import closing
from dataclasses import replace
from types import SimpleNamespace

import pytest

from corpus.errors import LibraryNotFoundError
from corpus.library import Library
from corpus.paper import Paper
from rag.assistant import Assistant
from rag.assistants import Assistants
from rag.errors import SettingsError
from rag.libraries import open_library
from rag.settings import Settings
from rag.testing import ScriptedChatModel, TinyEmbedding

ZEBRA = Paper("zebra", "Zebras", "Zebras wear stripes. They graze in herds.")
APPLE = Paper("apple", "Apples", "Apples keep for months in a cool cellar.")


@pytest.fixture
def clock():
    return SimpleNamespace(now=0.0)


@pytest.fixture
def assistants(tmp_path, clock):
    settings = Settings(home=tmp_path, library="animals")
    for name, paper in (("animals", ZEBRA), ("fruit", APPLE)):
        with Library.create(settings.libraries / f"{name}.sqlite") as library:
            library.add([paper])
    library = Library.open(settings.libraries / "animals.sqlite")
    first = Assistant(library, embedding=TinyEmbedding(), llm=ScriptedChatModel(["Hm."]), settings=settings)
    opened = Assistants(first, clock=lambda: clock.now)
    yield opened
    for name in ("animals", "fruit"):
        opened.of(name).close()


def test_each_library_is_searched_by_itself_with_the_same_models(assistants):
    assert [hit.paper.id for hit in assistants.of("fruit").search("apples")] == ["apple"]
    assert [hit.paper.id for hit in assistants.of().search("apples")] == ["zebra"]
    assert assistants.of("fruit").llm is assistants.of().llm


def test_a_library_is_opened_once(assistants):
    assert assistants.of("fruit") is assistants.of("fruit")


def test_the_names_are_told_in_order(assistants):
    assert assistants.names() == ("animals", "fruit", "trending", "all")


def test_all_libraries_are_asked_together_with_the_same_models(assistants):
    together = assistants.of("all")
    assert {"zebra", "apple"} <= {hit.paper.id for hit in together.search("zebras and apples")}
    assert together.name == "all"
    assert together.papers == 2 + 61
    assert together.llm is assistants.of().llm
    assert assistants.of("all") is together
    together.close()


def test_a_library_that_was_made_is_asked_together_with_the_others(assistants):
    before = assistants.of("all")
    made = assistants.make("new")
    made.library.add([replace(APPLE, id="pear", title="Pears", abstract="Pears are gone in a week.")])
    after = assistants.make("all")
    assert after.search("pears that are gone in a week", 1)[0].paper.id == "pear"
    for assistant in (before, after, made):
        assistant.close()


def test_a_library_that_was_left_out_is_asked_with_the_others_once_it_can_be_opened(assistants, tmp_path):
    path = Settings(home=tmp_path).libraries / "torn.sqlite"
    path.write_bytes(b"torn")
    before = assistants.of("all")
    assert "torn" in before.notice
    assert assistants.of("all") is before
    path.unlink()
    with Library.create(path) as mended:
        mended.add([replace(APPLE, id="fig", title="Figs", abstract="Figs are eaten by wasps.")])
    after = assistants.of("all")
    assert after.search("figs eaten by wasps", 1)[0].paper.id == "fig"
    assert not after.notice
    assert before.search("zebras", 1), "who asks it still is not let down"
    for assistant in (before, after):
        assistant.close()


def test_a_library_that_cannot_be_opened_is_left_alone_for_a_while(assistants, clock, tmp_path, monkeypatch):
    (Settings(home=tmp_path).libraries / "torn.sqlite").write_bytes(b"torn")
    together, tried = assistants.of("all"), []

    def open_counted(settings, name, **rest):
        tried.append(name)
        return open_library(settings, name, **rest)

    monkeypatch.setattr("rag.assistants.open_library", open_counted)
    for clock.now in (1.0, 2.0, 30.0):
        assert assistants.of("all") is together
    assert tried == ["torn"]
    clock.now = 31.0
    assert assistants.of("all") is together
    assert tried == ["torn", "torn"]
    together.close()


def test_who_asks_all_waits_for_nobody_who_looks_for_more(assistants, tmp_path, monkeypatch):
    together, looking, found = assistants.of("all"), threading.Event(), threading.Event()
    (Settings(home=tmp_path).libraries / "torn.sqlite").write_bytes(b"torn")

    def open_slowly(settings, name, **rest):
        looking.set()
        found.wait(20)
        return open_library(settings, name, **rest)

    monkeypatch.setattr("rag.assistants.open_library", open_slowly)
    other = threading.Thread(target=assistants.of, args=["all"])
    other.start()
    assert looking.wait(20)
    assert assistants.of("all") is together
    assert assistants.of("animals")
    found.set()
    other.join()
    together.close()


def test_the_assistant_of_all_can_be_the_first(tmp_path):
    settings = Settings(home=tmp_path)
    Library.create(settings.libraries / "more.sqlite").close()
    opened = Assistants(Assistant.from_settings(settings, library="all"))
    assert opened.of().name == "all"
    assert opened.of("all") is opened.of()
    assert opened.of("more").name == "more"
    opened.close()


def test_a_single_library_is_not_offered_twice(tmp_path):
    settings = Settings(home=tmp_path)
    with closing(Assistant.from_settings(settings)) as only:
        assert Assistants(only).names() == ("trending",)


def test_a_library_that_is_not_there_is_an_error_until_it_is_made(assistants):
    with pytest.raises(LibraryNotFoundError):
        assistants.of("new")
    made = assistants.make("new")
    assert len(made.library) == 0
    assert assistants.of("new") is made
    made.close()


def test_a_name_that_leads_elsewhere_is_refused(assistants):
    with pytest.raises(SettingsError):
        assistants.make("../../etc/passwd")


def test_papers_that_are_added_are_found_after_a_refresh(assistants):
    assistant = assistants.of()
    assistant.prepare_search()
    assistant.library.add([APPLE])
    told = []
    assistant.refresh(told.append)
    assert told
    assert {hit.paper.id for hit in assistant.search("apples in a cellar")} == {"zebra", "apple"}
