import subprocess
import sys
from pathlib import Path

import pytest

import corpus
import corpus.errors


def test_every_public_name_is_there_documented_and_in_order():
    assert corpus.__all__ == sorted(corpus.__all__)
    for name in corpus.__all__:
        assert getattr(corpus, name).__doc__, name


def test_every_error_of_the_room_is_exported():
    errors = {name for name, item in vars(corpus.errors).items() if isinstance(item, type)}
    assert errors <= set(corpus.__all__)


def test_every_error_is_drawn_in_the_tree():
    for name in (name for name in corpus.__all__ if name.endswith("Error")):
        assert name in corpus.errors.__doc__


def test_an_error_says_what_happened_what_is_kept_and_what_to_do():
    error = corpus.LibraryError("It broke.", kept="All is kept.", remedy="Try again.")
    assert str(error) == "It broke. All is kept. Try again."
    assert isinstance(error, corpus.FootnoteError)


def test_the_package_says_that_it_is_typed():
    assert (Path(corpus.__file__).parent / "py.typed").is_file()


@pytest.mark.parametrize("heavy", ["numpy", "rapidfuzz", "rag", "llama_index", "chromadb"])
def test_importing_the_room_loads_nothing_heavy(heavy):
    code = f"import corpus, sys; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
