import re

import pytest

from rag.errors import SettingsError
from rag.models.manifest import MANIFEST, from_hub


@pytest.mark.parametrize("file", MANIFEST, ids=lambda file: file.name)
def test_the_pieces_of_a_file_are_as_long_as_the_file(file):
    assert sum(container.size for container in file.containers) == file.size


@pytest.mark.parametrize("file", MANIFEST, ids=lambda file: file.name)
def test_every_file_has_a_hash_a_licence_and_a_place_upstream(file):
    assert re.fullmatch("[0-9a-f]{64}", file.sha256)
    assert file.licence == "Apache-2.0"
    assert re.fullmatch(r"[\w.-]+/[\w.-]+", file.repository)


def test_no_two_files_share_a_name():
    assert len({file.name for file in MANIFEST}) == len(MANIFEST)


def test_an_address_on_the_hub_becomes_an_entry_without_a_hash():
    file = from_hub("hf:owner/some-model-GGUF/sub/some-model.Q4_K_M.gguf")
    assert (file.repository, file.path) == ("owner/some-model-GGUF", "sub/some-model.Q4_K_M.gguf")
    assert file.name == "owner--some-model-GGUF--some-model.Q4_K_M.gguf"
    assert file.sha256 is None
    assert file.containers == ()


@pytest.mark.parametrize(
    "address",
    [
        "hf:",
        "hf:owner/file.gguf",
        "hf:owner/repo/file.bin",
        "hf:owner/../../file.gguf",
        "hf:a/b/../c.gguf",
        "hf:a/b/c d.gguf",
    ],
)
def test_an_address_of_another_form_is_refused_with_the_right_form(address):
    with pytest.raises(SettingsError, match=r"hf:owner/repository/file\.gguf"):
        from_hub(address)
