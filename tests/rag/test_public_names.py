import subprocess
import sys
from pathlib import Path

import pytest

import corpus.errors
import rag
import rag.errors


def test_every_public_name_is_there_documented_and_in_order():
    assert rag.__all__ == sorted(rag.__all__)
    for name in rag.__all__:
        assert getattr(rag, name).__doc__, name


def test_a_name_that_is_not_public_is_none():
    with pytest.raises(AttributeError, match="Pipeline"):
        rag.Pipeline  # noqa: B018


def test_every_error_of_answering_is_drawn_in_the_tree():
    own = {name for name, item in vars(rag.errors).items() if isinstance(item, type)}
    assert "ModelBusyError" in own
    assert not {name for name in own if name not in corpus.errors.__doc__}


def test_the_package_says_that_it_is_typed():
    assert (Path(rag.__file__).parent / "py.typed").is_file()


@pytest.mark.parametrize("heavy", ["numpy", "onnxruntime", "llama_index", "chromadb", "httpx"])
def test_importing_the_room_loads_nothing_heavy(heavy):
    code = f"import rag, sys; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
