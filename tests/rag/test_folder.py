import threading

import pytest

from rag.errors import IndexUnavailableError
from rag.retrieval.folder import alone, usable


def test_one_at_a_time(folder):
    inside, order = threading.Event(), []

    def first():
        with alone(folder):
            inside.set()
            order.append("first in")
            threading.Event().wait(0.1)
            order.append("first out")

    thread = threading.Thread(target=first)
    thread.start()
    inside.wait()
    with alone(folder):
        order.append("second in")
    thread.join()
    assert order == ["first in", "first out", "second in"]


def test_one_that_waits_too_long_says_so(folder):
    with (
        alone(folder),
        pytest.raises(IndexUnavailableError, match="Another process has been writing"),
        alone(folder, seconds=0.05),
    ):
        pytest.fail("it was let in")


def test_the_folder_is_free_after_an_error(folder):
    with pytest.raises(KeyError), alone(folder):
        raise KeyError
    with alone(folder, seconds=0):
        pass


def test_a_lock_that_cannot_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnavailableError, match="cannot be used"), alone(tmp_path / "file" / "index"):
        pytest.fail("it was let in")


def test_what_the_system_says_is_told_with_the_folder_and_a_remedy(folder):
    with pytest.raises(IndexUnavailableError, match="No space left") as caught, usable(folder):
        raise OSError(28, "No space left on device")
    assert str(folder) in caught.value.happened
    assert caught.value.remedy
