import sys


def test_arguments_and_help_are_the_suites_own(run):
    result = run("eval", "answers", "--help")
    assert result.exit_code == 0
    assert "eval answers [OPTIONS]" in result.stdout


def test_an_unknown_evaluation_is_a_usage_error(run):
    assert run("eval", "nonsense").exit_code == 2


def test_without_the_extra_the_package_to_install_is_named(run, tiny, monkeypatch, tmp_path):
    (tmp_path / "corpus.jsonl").write_text('{"_id": "p", "title": "T", "text": "Tokens are merged."}\n')
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "merged tokens"}\n')
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\tp\t1\n")
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    result = run("eval", "retrieval", str(tmp_path))
    assert result.exit_code == 1
    assert "footnote[evals]" in result.stderr
