def test_each_library_is_listed_and_the_one_in_use_has_a_star(run, tiny):
    result = run("libraries")
    assert result.stdout.splitlines() == [
        "* small  3 papers",
        "  trending  built in, made when it is first asked",
    ]


def test_a_damaged_library_is_told_and_the_others_are_listed(run, tiny, tmp_path):
    (tmp_path / "home" / "libraries" / "broken.sqlite").write_bytes(b"no database" * 1000)
    lines = run("libraries").stdout.splitlines()
    assert "broken" in lines[0]
    assert "not a library" in lines[0]
    assert lines[1] == "* small  3 papers"
