from ui.access import PasswordFile


def test_a_password_that_was_given_lets_in_and_another_one_replaces_it(run, tmp_path):
    file = tmp_path / "people"
    for name, secret in (("ada", "first"), ("bob", "his"), ("ada", "second")):
        assert run("password", str(file), name, input=f"{secret}\n{secret}\n").exit_code == 0
    people = PasswordFile.read(file)
    assert people.allows("ada", "second")
    assert people.allows("bob", "his")
    assert not people.allows("ada", "first")
    assert file.stat().st_mode & 0o077 == 0


def test_a_name_that_cannot_be_one_ends_in_one_sentence(run, tmp_path):
    result = run("password", str(tmp_path / "people"), "a:b", input="x\nx\n")
    assert result.exit_code == 1
    assert "neither a colon" in result.stderr
