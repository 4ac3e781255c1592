import pytest

from rag.retrieval.seal import Seal


@pytest.fixture
def file(folder):
    file = folder / "vectors" / "data.bin"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"twelve bytes")
    return file


@pytest.fixture
def seal(folder, file):
    seal = Seal(folder)
    seal.put()
    return seal


def test_a_seal_that_was_put_holds(seal):
    assert seal.holds


def test_a_seal_that_was_lifted_holds_when_it_is_put_again(seal):
    seal.lift()
    assert not seal.holds
    seal.put()
    assert seal.holds


def test_a_file_that_was_cut_short_breaks_the_seal(seal, file):
    file.write_bytes(b"eleven byte")
    assert not seal.holds


def test_a_file_that_was_deleted_breaks_the_seal(seal, file):
    file.unlink()
    assert not seal.holds


def test_a_file_that_has_grown_does_not(seal, file):
    file.write_bytes(b"thirteen byte")
    assert seal.holds


def test_a_seal_that_was_forgotten_asks_nothing(seal, file):
    file.unlink()
    seal.lift()
    seal.forget()
    assert seal.holds


@pytest.mark.parametrize("note", ["", "{", "[]", "null", '{"a": "b"}', '{"a": []}', "\ud800"])
def test_a_note_that_cannot_be_read_is_no_note(seal, folder, note):
    folder.with_name("small.sizes").write_bytes(note.encode("utf-8", "surrogatepass"))
    assert seal.holds
