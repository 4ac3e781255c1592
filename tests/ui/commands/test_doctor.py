import shutil

import pytest

from corpus.paper import Paper
from ui.diagnosis import installation


@pytest.fixture
def doctor(run, tiny):
    """The doctor's lines by subject, and its exit status. It tries to load nothing that takes long."""
    tiny.setattr(installation, "COMPILED", ("json",))

    def examine():
        result = run("doctor")
        lines = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
        return {line[9:26].strip(): line for line in lines}, result.exit_code

    return examine


def test_what_is_in_order_is_ok_and_the_status_is_0(doctor, run):
    run("rebuild")
    lines, status = doctor()
    assert status == 0
    for subject in (
        "python",
        "footnote",
        "packages",
        "compiled code",
        "home",
        "library",
        "embedding",
        "index",
    ):
        assert lines[subject].startswith("ok"), lines[subject]
    assert "chromadb 1." in lines["packages"]
    assert "small, 3 papers" in lines["library"]


def test_what_is_fetched_later_is_missing_and_not_wrong(doctor, tiny):
    tiny.delenv("FOOTNOTE_LLM")
    lines, status = doctor()
    assert lines["chat model"].startswith("missing")
    assert "1,117 MB, not fetched yet" in lines["chat model"]
    assert status == 0


def test_what_is_not_there_and_may_not_be_fetched_is_wrong(doctor, tiny):
    tiny.setenv("FOOTNOTE_LLM", "small")
    tiny.setenv("FOOTNOTE_OFFLINE", "1")
    lines, status = doctor()
    assert lines["chat model"].startswith("wrong")
    assert status == 1


def test_what_lies_in_a_folder_of_weights_is_not_fetched_yet(doctor, tiny, tmp_path):
    (tmp_path / "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf").touch()
    tiny.setenv("FOOTNOTE_LLM", "small")
    tiny.setenv("FOOTNOTE_OFFLINE", "1")
    tiny.setenv("FOOTNOTE_WEIGHTS", str(tmp_path))
    lines, _ = doctor()
    assert lines["chat model"].startswith("missing")


def test_an_altered_file_is_wrong(doctor, tiny, tmp_path):
    tiny.setenv("FOOTNOTE_LLM", "small")
    file = tmp_path / "home" / "models" / "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"
    file.parent.mkdir()
    file.write_bytes(b"GGUF, but another")
    lines, status = doctor()
    assert "cut short or altered" in lines["chat model"]
    assert status == 1


def test_verified_files_are_ok(doctor, tiny, weights, tmp_path):
    tiny.setenv("FOOTNOTE_LLM", "small")
    (tmp_path / "home" / "models").symlink_to(weights / "models")
    lines, _ = doctor()
    assert lines["chat model"].startswith("ok")
    assert "verified" in lines["chat model"]


def test_an_endpoint_that_answers_is_named_with_its_model(doctor, tiny, endpoint):
    tiny.delenv("FOOTNOTE_LLM")
    tiny.setenv("OPENAI_BASE_URL", endpoint.address)
    lines, _ = doctor()
    assert lines["chat model"].startswith("ok")
    assert f"tiny-chat at {endpoint.address}" in lines["chat model"]


def test_an_endpoint_that_is_dead_is_wrong(doctor, tiny):
    tiny.setenv("FOOTNOTE_LLM", "some-model")
    tiny.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    lines, status = doctor()
    assert lines["chat model"].startswith("wrong")
    assert status == 1


@pytest.mark.parametrize("file", ["none.gguf", "notes.gguf"])
def test_a_model_file_of_ones_own_that_is_none_is_wrong(doctor, tiny, tmp_path, file):
    (tmp_path / "notes.gguf").write_text("notes")
    tiny.setenv("FOOTNOTE_LLM", str(tmp_path / file))
    assert doctor()[0]["chat model"].startswith("wrong")


def test_a_damaged_library_is_wrong(doctor, tmp_path):
    (tmp_path / "home" / "libraries" / "small.sqlite").write_bytes(b"no database" * 1000)
    lines, status = doctor()
    assert lines["library"].startswith("wrong")
    assert status == 1


def test_a_damaged_index_is_wrong_and_rebuild_mends_it(doctor, run, tmp_path):
    run("rebuild")
    shutil.copy(__file__, tmp_path / "home" / "indexes" / "small" / "chroma.sqlite3")
    assert doctor()[0]["index"].startswith("wrong")
    assert "→ footnote rebuild" in run("doctor").stdout
    run("rebuild")
    assert doctor()[0]["index"].startswith("ok")


def test_an_index_that_is_behind_the_library_is_told(doctor, run, library):
    run("rebuild")
    assert "in step with the library" in doctor()[0]["index"]
    library.remove(["lemo"])
    assert "behind the library" in doctor()[0]["index"]
    run("search", "tokens")
    assert "in step with the library" in doctor()[0]["index"]


def test_an_index_of_words_that_is_not_in_step_is_wrong_and_repaired(doctor, run, library):
    with library._connections.writing() as connection:
        connection.execute("DROP TRIGGER stems_insert")
        connection.execute("INSERT INTO papers VALUES (99, 'x', 'X', 'Zebras.', '[]', 1, 'V', NULL, 'h')")
    lines, status = doctor()
    assert lines["library"].startswith("wrong")
    assert status == 1
    result = run("doctor", "--repair")
    assert "mended: its indexes were made anew" in result.stdout
    assert "built anew from the library" in result.stdout
    assert doctor()[0]["library"].startswith("ok")


def test_what_can_be_read_of_a_broken_library_is_rescued(doctor, run, library):
    library.add(Paper(f"p{n}", f"Title {n}", f"Abstract {n} of zebras.") for n in range(2000))
    library.close()
    content = bytearray(library.path.read_bytes())
    for page in range(40, len(content) // 4096, 10):
        content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    library.path.write_bytes(content)
    assert doctor()[0]["library"].startswith("wrong")
    result = run("doctor", "--repair")
    assert "papers could be read and are in a new file" in result.stdout
    assert doctor()[0]["library"].startswith("ok")
    assert "zebras" in run("search", "zebras", "--json").stdout


def test_a_chroma_server_that_is_dead_is_wrong(doctor, tiny):
    tiny.setenv("FOOTNOTE_CHROMA_URL", "http://127.0.0.1:9")
    assert doctor()[0]["index"].startswith("wrong")


def test_a_home_that_is_a_file_is_wrong(doctor, tiny, tmp_path):
    (tmp_path / "occupied").write_text("")
    tiny.setenv("FOOTNOTE_HOME", str(tmp_path / "occupied" / "home"))
    assert doctor()[0]["home"].startswith("wrong")


def test_an_empty_home_is_not_made_by_looking(doctor, tiny, tmp_path):
    tiny.setenv("FOOTNOTE_HOME", str(tmp_path / "fresh"))
    assert doctor()[0]["home"].startswith("missing")
    assert not (tmp_path / "fresh").exists()


def test_a_setting_that_cannot_be_used_is_wrong_and_the_rest_is_told(doctor, tiny):
    tiny.setenv("FOOTNOTE_STRICTNESS", "very")
    lines, status = doctor()
    assert lines["settings"].startswith("wrong")
    assert lines["packages"].startswith("ok")
    assert status == 1


def test_another_library_is_examined_by_its_name(run, tiny, tmp_path):
    tiny.setattr(installation, "COMPILED", ("json",))
    path = tmp_path / "home" / "libraries" / "torn.sqlite"
    path.write_bytes(b"not a library at all" * 400)
    told = run("papers", "--library", "torn").stderr
    assert "footnote doctor --repair -l torn" in " ".join(told.split())
    assert run("doctor", "--library", "torn").exit_code == 1
