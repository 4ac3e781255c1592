import sys


def test_arguments_and_help_are_the_suites_own(run):
    assert "Usage: footnote eval answers" in run("eval", "answers", "--help").stdout


def test_an_unknown_evaluation_is_a_usage_error(run):
    assert run("eval", "nonsense").exit_code == 2


def test_without_the_extra_the_package_to_install_is_named(run, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    result = run("eval", "retrieval", str(tmp_path))
    assert result.exit_code == 1
    assert "footnote[evals]" in result.stderr
