from dataclasses import replace

import pytest

import corpus.paper
from corpus import Added, BadRecordError, Library, LibraryError, Paper, Span, read, trending_papers_path


def test_a_new_library_is_empty_and_has_its_files_name(path):
    with Library.create(path) as library:
        assert (len(library), library.name, library.path) == (0, "some", path)
        assert list(library.papers()) == library.ids() == []


def test_a_library_is_made_with_its_folders(tmp_path):
    path = tmp_path / "a" / "b" / "c #1 ü?.sqlite"
    with Library.create(str(path)) as library:
        assert library.name == "c #1 ü?"
    assert path.is_file()


def test_a_paper_comes_back_as_it_was(library, lemo, iapt):
    library.add([lemo, iapt])
    assert library.get("lemo") == lemo
    assert library.get("iapt") == iapt
    assert library.get("lemo").content_hash == lemo.content_hash


@pytest.mark.parametrize(
    "abstract",
    [
        "a\x00b. We go.",
        "漢字。 We go.",
        "emoji 😀. We go.",
        "'); DROP TABLE papers; --",
        " spaces  around ",
        "\u2028",
    ],
)
def test_any_text_comes_back_as_it_was(library, abstract):
    paper = Paper("x", abstract, abstract, (abstract,), None, abstract, abstract)
    library.add([paper])
    assert library.get("x") == paper
    assert library.get("x").sentences == paper.sentences


def test_the_built_in_papers_come_back_in_their_order(library):
    papers = list(read(trending_papers_path()))
    assert library.add(papers) == Added(added=61)
    assert list(library.papers()) == papers
    assert library.ids() == [paper.id for paper in papers]
    assert [paper.sentences for paper in library.papers()] == [paper.sentences for paper in papers]


def test_a_paper_read_back_is_not_split_again(library, lemo, monkeypatch):
    library.add([lemo])
    monkeypatch.setattr(corpus.paper, "sentence_spans", lambda _: pytest.fail("split again"))
    assert library.get("lemo").sentences == (Span(0, 47), Span(48, 81))
    assert next(library.papers()).sentences == (Span(0, 47), Span(48, 81))


def test_papers_are_there_after_the_library_was_closed(path, lemo):
    with Library.create(path) as library:
        library.add([lemo])
    with Library.open(path) as library:
        assert library.get("lemo") == lemo
    with Library.create(path) as library:
        assert len(library) == 1


def test_adding_twice_changes_nothing(library, lemo, iapt):
    assert library.add([lemo, iapt]) == Added(added=2)
    generation = library.generation
    assert library.add([iapt, lemo]) == Added(unchanged=2)
    assert library.generation == generation


def test_other_content_replaces_the_old_in_its_place(library, lemo, iapt):
    library.add([lemo, iapt])
    generation = library.generation
    newer = replace(lemo, abstract="It saves energy. It is green. It is new.")
    assert library.add([newer]) == Added(changed=1)
    assert list(library.papers()) == [newer, iapt]
    assert len(library.get("lemo").sentences) == 3
    assert library.generation > generation
    assert [match.paper_id for match in library.search("energy")] == ["lemo"]
    assert library.search("memory consumption") == []


def test_of_two_papers_with_one_id_the_last_is_kept(library, lemo):
    newer = replace(lemo, year=2026)
    assert library.add([lemo, newer, newer]) == Added(added=1, changed=1, unchanged=1)
    assert list(library.papers()) == [newer]


def test_adding_nothing_is_nothing(library):
    assert library.add([]) == Added()
    assert library.generation == 0


def test_many_papers_are_kept_in_batches_and_each_is_reported(library, numbered):
    reports = []
    assert library.add(iter(numbered(1200)), report=reports.append) == Added(added=1200)
    assert reports == [Added(500), Added(1000), Added(1200)]
    assert library.generation == 3
    assert library.ids() == [f"p{n}" for n in range(1200)]
    assert sum(1 for _ in library.papers()) == 1200


def test_what_was_kept_before_an_interruption_stays(library, numbered):
    def interrupted():
        yield from numbered(700)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add(interrupted())
    assert len(library) == 500
    assert library.add(numbered(700)) == Added(added=200, unchanged=500)


@pytest.mark.parametrize(
    "change", [{"title": "half \ud83d"}, {"abstract": "\udce9"}, {"id": "\ud83d"}, {"year": 10**30}]
)
def test_a_paper_that_cannot_be_kept_is_told_and_its_batch_is_not_kept(library, lemo, iapt, change):
    with pytest.raises(BadRecordError, match="cannot be kept"):
        library.add([iapt, replace(lemo, **change)])
    assert len(library) == 0
    assert library.add([iapt]) == Added(added=1)


def test_removed_papers_are_gone_from_everywhere(library, lemo, iapt):
    library.add([lemo, iapt])
    generation = library.generation
    assert library.remove(["lemo", "never there"]) == 1
    assert library.generation > generation
    assert list(library.papers()) == [iapt]
    assert library.search("memory") == []
    assert library.document_frequencies(["memory"]) == {"memory": 0}


def test_removing_what_is_not_there_changes_nothing(library, lemo):
    library.add([lemo])
    generation = library.generation
    assert library.remove([]) == library.remove(iter(["x"])) == 0
    assert library.generation == generation


def test_all_papers_but_some_may_be_taken_out(library, numbered):
    library.add(numbered(10))
    assert library.retain({"p3", "p7", "never there"}) == 8
    assert library.ids() == ["p3", "p7"]
    assert library.retain({"p3", "p7"}) == 0


def test_adding_what_is_there_waits_for_no_writer(library, lemo):
    library.add([lemo])
    with library._connections.writing():
        assert library.add([lemo]) == Added(unchanged=1)


def test_a_paper_that_comes_again_after_its_removal_comes_last(library, lemo, iapt):
    library.add([lemo, iapt])
    library.remove(["lemo"])
    library.add([lemo])
    assert library.ids() == ["iapt", "lemo"]
    assert library.get("lemo").sentences == lemo.sentences


@pytest.mark.parametrize("id_", ["never there", "", "\ud83d", "a\x00b", "' OR 1=1"])
def test_an_id_that_is_not_there_gives_nothing(library, lemo, id_):
    library.add([lemo])
    assert library.get(id_) is None
    assert library.get_many([id_, "lemo"]) == {"lemo": lemo}


def test_many_papers_are_given_in_the_order_of_their_ids(library, numbered):
    library.add(numbered(100))
    ids = [f"p{n}" for n in (7, 99, 0, 500)]
    assert list(library.get_many(ids)) == ["p7", "p99", "p0"]
    assert library.get_many([]) == {}


def test_any_number_of_ids_may_be_asked_for(library, numbered):
    library.add(numbered(10))
    assert len(library.get_many([f"p{n}" for n in range(40_000)])) == 10
    assert library.remove(f"p{n}" for n in range(40_000)) == 10


def test_papers_may_be_added_while_they_are_listed(library, numbered):
    library.add(numbered(600))
    for paper in library.papers():
        if paper.id.endswith("99"):
            library.add([replace(paper, year=2025)])
    assert sum(paper.year == 2025 for paper in library.papers()) == 6
    assert len(library) == 600


def test_a_closed_library_says_so(path, lemo):
    library = Library.create(path)
    library.close()
    library.close()
    for use in (
        lambda: library.add([lemo]),
        lambda: len(library),
        lambda: library.search("x"),
        lambda: library.get("x"),
    ):
        with pytest.raises(LibraryError, match="is closed"):
            use()
