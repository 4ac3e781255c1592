import os
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.paper import Paper
from rag.errors import IndexUnavailableError
from rag.retrieval import difference
from rag.retrieval.passages import Passage, passages_of
from rag.retrieval.stores import EmbeddedStore
from rag.retrieval.vectors import ChromaPassages
from rag.testing import TinyEmbedding

QUESTION = "Which video paper, TempMe, merges tokens of neighbouring frames for text-video retrieval?"
NEW = Paper("new", "Zebra: Stripes", "Zebras wear stripes.")


def ids(matches):
    return [match.paper_id for match in matches]


def written(index):
    """How many passages a refresh puts in."""
    seen, put = [], ChromaPassages.put

    def watched(self, passages, vectors):
        seen.extend(passages)
        put(self, passages, vectors)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ChromaPassages, "put", watched)
        index.refresh()
    return len(seen)


def stored(index):
    """The identifiers that Chroma has, read by another client."""
    store = EmbeddedStore(index._folder)
    passages = store.open(index._name).ids()
    store.close()
    return passages


def test_the_paper_nearest_to_a_question_comes_first(index):
    first, *others = index.search(QUESTION, 10)
    assert first.paper_id == "tempme"
    assert all(1 >= first.score >= other.score >= -1 for other in others)
    assert {first.paper_id, *ids(others)} == {"lemo", "tempme", "dymu"}


@pytest.mark.parametrize("limit", [1, 2])
def test_no_more_papers_come_than_asked_for(index, limit):
    assert len(index.search(QUESTION, limit)) == limit


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_finds_nothing(index, limit):
    assert index.search(QUESTION, limit) == []


@pytest.mark.parametrize("query", ["", "of the", "…", "\x00", "x" * 5000, "雪 ☃"])
def test_any_text_is_a_query(index, query):
    assert len(index.search(query, 3)) == 3


def test_an_empty_library_finds_nothing(tmp_path, index_of, embedding):
    with Library.create(tmp_path / "empty.sqlite") as library:
        assert index_of(library, embedding).search(QUESTION, 3) == []


def test_a_paper_of_many_passages_is_found_once(library, index):
    library.add([Paper("long", "Zebra", " ".join(f"Zebras graze in field {n} all day." for n in range(200)))])
    assert ids(index.search("zebras graze", 3)).count("long") == 1


def test_the_papers_seen_to_are_reported(index, monkeypatch):
    monkeypatch.setattr(difference, "EMBEDDING_BATCH", 2)
    reports = []
    index.refresh(reports.append)
    assert [(report.done, report.total, report.unit) for report in reports] == [
        (2, 3, "papers"),
        (3, 3, "papers"),
    ]


def test_a_paper_that_was_added_is_written_alone(library, index, embedding):
    assert written(index) == 3
    library.add([NEW])
    assert written(index) == 1
    assert embedding.texts[3:] == [passages_of(NEW)[0].text]
    assert index.search("zebras wear stripes", 1)[0].paper_id == "new"


def test_a_paper_that_was_changed_loses_its_old_passages(library, papers, index):
    index.refresh()
    library.add([replace(papers[1], abstract="It is about zebras now.")])
    assert written(index) == 1
    assert stored(index) == {p.id for paper in library.papers() for p in passages_of(paper)}


def test_a_paper_that_was_removed_is_not_found(library, index):
    assert "tempme" in ids(index.search(QUESTION, 3))
    library.remove(["tempme"])
    assert ids(index.search(QUESTION, 3)).count("tempme") == 0
    assert len(stored(index)) == 2


def test_an_index_of_another_layout_is_written_anew_without_embedding(
    index_of, library, embedding, monkeypatch
):
    index_of(library, embedding).refresh()
    monkeypatch.setattr("rag.retrieval.index.LAYOUT", 3)
    monkeypatch.setattr(Passage, "id", property(lambda passage: f"{passage.paper_id}-0-other"))
    index = index_of(library, embedding)
    assert written(index) == 3
    assert stored(index) == {"lemo-0-other", "tempme-0-other", "dymu-0-other"}
    assert len(embedding.texts) == 3


def test_an_index_in_step_writes_nothing(index_of, library, embedding):
    index_of(library, embedding).refresh()
    assert written(index_of(library, embedding)) == 0


def test_no_text_is_embedded_twice(library, papers, index, embedding):
    index.refresh()
    library.remove(["lemo"])
    index.refresh()
    library.add(papers)
    index.rebuild()
    assert sorted(embedding.texts) == sorted(passage.text for p in papers for passage in passages_of(p))


def test_an_index_that_was_deleted_comes_back_without_any_embedding(
    index_of, library, embedding, embedding_of, folder
):
    before = index_of(library, embedding)
    before.refresh()
    before.close()
    shutil.rmtree(folder)
    after = embedding_of()
    assert written(index_of(library, after)) == 3
    assert (after.texts, after.queries) == ([], [])


def test_an_index_whose_files_are_deleted_while_it_is_open_still_answers(library, index, folder):
    index.refresh()
    shutil.rmtree(folder)
    assert index.search(QUESTION, 1)[0].paper_id == "tempme"
    library.add([NEW])
    assert index.search("zebras wear stripes", 1)[0].paper_id == "new"


def test_two_embedding_models_do_not_disturb_each_other(index_of, library, embedding, embedding_of):
    other = embedding_of(32)
    here, there = index_of(library, embedding), index_of(library, other)
    for index in (here, there, here):
        assert index.search(QUESTION, 1)[0].paper_id == "tempme"
    assert len(embedding.texts) == len(other.texts) == 3


def test_a_model_that_gives_vectors_of_another_length_is_indexed_anew(index_of, library, embedding_of):
    index_of(library, embedding_of(64, "same name")).refresh()
    library.add([NEW])
    changed = embedding_of(32, "same name")
    index = index_of(library, changed)
    assert index.search(QUESTION, 1)[0].paper_id == "tempme"
    assert len(changed.texts) == len(set(changed.texts)) == 4


def test_another_library_of_the_same_name_is_indexed_anew(tmp_path, index_of, library, embedding):
    index = index_of(library, embedding)
    index.refresh()
    index.close()
    with Library.create(tmp_path / "elsewhere" / "small.sqlite") as other:
        other.add([NEW])
        assert other.generation == library.generation
        assert ids(index_of(other, embedding).search("zebras", 3)) == ["new"]


def test_an_index_left_in_the_middle_of_a_write_is_built_anew(index_of, library, embedding, folder):
    index = index_of(library, embedding)
    index.refresh()
    index.close()
    (lost, *_) = lose_a_passage(folder, index._name)
    assert lost not in stored(index)
    folder.with_name("small.unfinished").touch()
    index.refresh()
    index.close()
    assert lost in stored(index)
    assert not folder.with_name("small.unfinished").exists()


def lose_a_passage(folder, name):
    store = EmbeddedStore(folder)
    passages = store.open(name)
    lost = sorted(passages.ids())[:1]
    passages.delete_nodes(lost)
    store.close()
    return lost


def test_files_in_the_folder_that_are_not_chromas_are_left_alone(library, index, folder):
    note = folder / "notes" / "mine.txt"
    note.parent.mkdir(parents=True)
    note.write_text("not Chroma's")
    index.refresh()
    index.rebuild()
    assert len(index.search(QUESTION, 3)) == 3
    assert note.read_text() == "not Chroma's"


def abstract(number):
    """Words that few other abstracts share: among equals an approximate search may miss any."""
    return " ".join(f"word{number * step % 1009}" for step in range(1, 13))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A library and its index, of more passages than Chroma keeps in its database alone."""
    home = tmp_path_factory.mktemp("kept")
    with Library.create(home / "many.sqlite") as library:
        library.add(Paper(f"p{n}", f"Title number{n}", abstract(n)) for n in range(1_100))
        from rag.retrieval.index import PassageIndex

        index = PassageIndex(library, TinyEmbedding(), folder=home / "indexes" / "many")
        index.refresh()
        index.close()
    return home


def garbage(path):
    path.write_bytes(b"\xffgarbage" * 1000)


def cut(path):
    os.truncate(path, path.stat().st_size // 3)


def empty(path):
    path.write_bytes(b"")


def scribble(path):
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 40)


def replace_by_folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("chroma.sqlite3", garbage),
        ("chroma.sqlite3", cut),
        ("chroma.sqlite3", empty),
        ("chroma.sqlite3", scribble),
        ("chroma.sqlite3", Path.unlink),
        ("chroma.sqlite3", replace_by_folder),
        ("*/data_level0.bin", cut),
        ("*/link_lists.bin", empty),
        ("*/header.bin", garbage),
        ("*/index_metadata.pickle", garbage),
        ("*/index_metadata.pickle", cut),
        ("*/header.bin", Path.unlink),
    ],
)
def test_a_damaged_index_is_built_anew_without_embedding(kept, tmp_path, embedding, index_of, name, damage):
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "indexes" / "many"
    damage(next(folder.glob(name)))
    with Library.open(tmp_path / "many.sqlite") as library:
        index = index_of(library, embedding, folder=folder)
        (match,) = index.search(f"Title number7 {abstract(7)}", 1)
    index.close()
    assert match.score == pytest.approx(1, abs=1e-4)
    assert len(stored(index)) == 1_100
    assert embedding.texts == []


def test_a_whole_index_is_not_built_anew(kept, tmp_path, embedding, index_of):
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "indexes" / "many"
    before = sorted(folder.glob("*"))
    with Library.open(tmp_path / "many.sqlite") as library:
        index = index_of(library, embedding, folder=folder)
        assert written(index) == 0
        index.search(QUESTION, 1)
    assert sorted(folder.glob("*")) == before


def test_what_another_process_adds_is_found_by_the_next_search(library, index, folder):
    assert "new" not in ids(index.search("zebras wear stripes", 9))
    code = """
import sys
from pathlib import Path
from corpus.library import Library
from corpus.paper import Paper
from rag.retrieval.index import PassageIndex
from rag.testing import TinyEmbedding

with Library.open(sys.argv[1]) as library:
    library.add([Paper("new", "Zebra: Stripes", "Zebras wear stripes.")])
    index = PassageIndex(library, TinyEmbedding(), folder=Path(sys.argv[2]))
    index.refresh()
    index.close()
"""
    subprocess.run([sys.executable, "-c", code, library.path, folder], check=True)
    assert index.search("zebras wear stripes", 1)[0].paper_id == "new"
    assert "Zebra: Stripes\nZebras wear stripes." not in index._embedding.texts


def test_two_open_indexes_of_one_folder_follow_each_other(index_of, library, embedding):
    first, second = index_of(library, embedding), index_of(library, embedding)
    first.refresh()
    second.refresh()
    library.add([NEW])
    first.refresh()
    assert second.search("zebras wear stripes", 1)[0].paper_id == "new"
    second.rebuild()
    assert first.search("zebras wear stripes", 1)[0].paper_id == "new"


def test_threads_may_search_while_papers_are_added(library, index):
    found = []

    def search():
        found.extend(index.search(QUESTION, 1)[0].paper_id for _ in range(5))

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(3):
        library.add([Paper(f"z{n}", f"Zebra {n}", "Zebras wear stripes.")])
    for thread in threads:
        thread.join()
    assert found == ["tempme"] * 15


def test_an_index_that_was_closed_opens_again(index):
    index.refresh()
    index.close()
    index.close()
    assert len(index.search(QUESTION, 3)) == 3


def one_sentence(error):
    return str(error).count("\n") == 0 and len(str(error)) < 500


def test_a_file_in_place_of_the_folder_is_told_in_a_sentence(index, folder):
    folder.parent.mkdir(parents=True)
    folder.write_text("a file")
    with pytest.raises(IndexUnavailableError, match=str(folder)) as caught:
        index.refresh()
    assert one_sentence(caught.value)
    assert folder.read_text() == "a file"


@pytest.fixture
def powerless():
    """A folder that may be read and not written, for a user who is not root."""
    folder = Path(tempfile.mkdtemp())
    (folder / "indexes").mkdir()
    folder.chmod(0o755)
    (folder / "indexes").chmod(0o555)
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    yield folder / "indexes"
    os.seteuid(was)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights are of POSIX")
def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(powerless, index_of, tmp_path, papers):
    readable = powerless / "small"
    with pytest.raises(IndexUnavailableError, match=r"cannot be used \(Permission denied\)") as caught:
        EmbeddedStore(readable).open("footnote-some")
    assert one_sentence(caught.value)
    assert caught.value.remedy
