import pytest

from corpus.errors import LibraryDamagedError, LibraryNotFoundError
from corpus.filters import Filters
from corpus.library import Library
from corpus.paper import Paper
from rag.assistant import Assistant
from rag.errors import SettingsError
from rag.libraries import library_names, library_to_fill, open_libraries, open_library
from rag.retrieval import narrowed
from rag.settings import Settings
from rag.testing import TinyEmbedding

ZEBRA = Paper("1", "Zebras", "Zebras wear stripes. They graze in herds.", year=2001)
APPLE = Paper("1", "Apples", "Apples keep for months in a cool cellar.", year=2002)
PEAR = Paper("pear", "Pears", "Pears keep for weeks in a cool cellar.", year=2003)
PEAR_AGAIN = Paper("pears", "Pears", "Pears keep for weeks in a cool cellar. They bruise easily.", year=2004)
ONE_PLACE = {"animals": [ZEBRA, PEAR], "fruit": [APPLE, PEAR], "more": [PEAR_AGAIN]}


@pytest.fixture
def settings(tmp_path) -> Settings:
    made = Settings(_env_file=None, home=tmp_path / "home", llm="none", library="animals")
    for name, papers in ONE_PLACE.items():
        with Library.create(made.libraries / f"{name}.sqlite") as library:
            library.add(papers)
    with open_library(made, "trending") as built_in:
        built_in.remove(built_in.ids())
    return made


@pytest.fixture
def assistant_over(settings):
    """Makes assistants, of every library unless told otherwise."""
    made: list[Assistant] = []

    def make(name: str = "all") -> Assistant:
        shelf = open_libraries(settings, name)
        first, *others = shelf.libraries
        notice = " ".join(shelf.absent)
        made.append(
            Assistant(first, embedding=TinyEmbedding(), settings=settings, others=others, notice=notice)
        )
        return made[-1]

    yield make
    for assistant in made:
        assistant.close()


def ids(hits):
    return [hit.paper.id for hit in hits]


def test_every_library_is_searched_and_the_best_paper_comes_first(assistant_over):
    everything = assistant_over()
    assert everything.papers == 5
    assert everything.search("stripes of zebras")[0].paper == ZEBRA
    assert everything.search("months in a cellar: apples")[0].paper.title == "Apples"


def test_papers_of_one_id_are_told_apart_by_the_name_of_the_later_library(assistant_over):
    found = {hit.paper.title: hit.paper.id for hit in assistant_over().search("zebras apples", 10)}
    assert (found["Zebras"], found["Apples"]) == ("1", "fruit/1")


def test_a_work_that_several_libraries_have_is_found_once(assistant_over):
    hits = assistant_over().search("pears in a cellar", 10)
    assert [hit.paper.title for hit in hits].count("Pears") == 1
    assert len(hits) == 3


def test_scores_are_those_of_one_library_with_all_the_papers(tmp_path, settings, assistant_over):
    together = [ZEBRA, PEAR, Paper("fruit/1", APPLE.title, APPLE.abstract), PEAR_AGAIN]
    with Library.create(tmp_path / "one.sqlite") as library:
        library.add(together)
        one = Assistant(library, embedding=TinyEmbedding(), settings=settings)
        expected = {hit.paper.id: hit.score for hit in one.search("apples and zebras", 10)}
        one.close()
    found = {hit.paper.id: hit.score for hit in assistant_over().search("apples and zebras", 10)}
    assert found["1"] == pytest.approx(expected["1"], abs=0.05)
    assert found["fruit/1"] == pytest.approx(expected["fruit/1"], abs=0.05)


@pytest.mark.parametrize("few", [0, 1_000])
def test_filters_hold_in_every_library(assistant_over, monkeypatch, few):
    monkeypatch.setattr(narrowed, "FEW", few)
    assert set(ids(assistant_over().search("cellar", 10, Filters.of(year="2001-2002")))) == {"1", "fruit/1"}
    assert assistant_over().search("cellar", 10, Filters.of(year=1900)) == ()


def test_an_answer_cites_papers_of_any_library(assistant_over):
    answer = assistant_over().answer("Which fruit keeps in a cool cellar?")
    assert answer.status == "answered"
    assert [source.paper.id for source in answer.sources] == ["fruit/1"]
    assert answer.notice == ""


def test_a_library_that_cannot_be_opened_is_named_and_the_others_are_asked(settings, assistant_over):
    (settings.libraries / "fruit.sqlite").write_bytes(b"no library" * 1_000)
    everything = assistant_over()
    answer = everything.answer("What do zebras wear?")
    assert [source.paper for source in answer.sources] == [ZEBRA]
    assert answer.notice.startswith("The library “fruit” was left out: ")
    *_, quoted = everything.quotations("What do zebras wear?")
    assert quoted.answer.notice == answer.notice
    assert everything.papers == 3


def test_a_library_that_is_not_there_is_named(settings):
    shelf = open_libraries(settings.model_copy(update={"library": "mine"}), "all")
    assert len(shelf.libraries) == 4
    assert "There is no library “mine”." in shelf.absent[0]
    for library in shelf.libraries:
        library.close()


def test_where_no_library_can_be_opened_the_first_one_says_why(settings):
    for name in library_names(settings):
        (settings.libraries / f"{name}.sqlite").write_bytes(b"no library" * 1_000)
    with pytest.raises(LibraryDamagedError, match="animals"):
        open_libraries(settings, "all")


def test_a_single_name_opens_one_library_or_says_that_it_is_not_there(settings):
    (library,) = open_libraries(settings, "fruit").libraries
    assert library.name == "fruit"
    library.close()
    with pytest.raises(LibraryNotFoundError):
        open_libraries(settings, "nowhere")


def test_no_library_can_be_called_all(settings):
    with pytest.raises(SettingsError, match="every library together"):
        library_to_fill(settings, "all")
    assert "all" not in library_names(settings.model_copy(update={"library": "all"}))


def test_papers_that_are_added_to_one_library_are_found_among_all(assistant_over):
    everything = assistant_over()
    everything.prepare_search()
    everything.libraries[1].add([Paper("quince", "Quinces", "Quinces are hard.")])
    assert everything.search("quinces", 1)[0].paper.id == "quince"
