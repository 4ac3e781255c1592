import json


def test_an_index_that_was_deleted_is_built_anew(run, tiny, tmp_path):
    result = run("rebuild")
    assert result.exit_code == 0
    assert result.stdout == "The index of small is built anew from its 3 papers.\n"
    assert (tmp_path / "home" / "indexes" / "small" / "chroma.sqlite3").is_file()
    assert json.loads(run("search", "merging tokens", "--json").stdout)
