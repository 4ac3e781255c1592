"""Papers that are added in step with a file, removed, exported; libraries that are backed up and restored."""

import json

import pytest

PAPER = {"id": "new", "title": "A new paper", "abstract": "Graphs are coloured with few colours."}
OTHER = {**PAPER, "id": "other", "title": "Another paper"}


@pytest.fixture
def held(run):
    """The ids of the papers that a library holds."""
    return lambda *options: [paper["id"] for paper in json.loads(run("papers", "--json", *options).stdout)]


def test_sync_removes_what_vanished_from_the_files(run, tiny, jsonl, held):
    run("add", jsonl(PAPER, OTHER), "--library", "mine")
    result = run("add", jsonl(OTHER), "--library", "mine", "--sync")
    assert result.stdout.startswith("0 added, 0 changed, 1 unchanged, 0 refused, 1 removed;")
    assert held("--library", "mine") == ["other"]
    hits = json.loads(run("search", "coloured graphs", "--json", "--library", "mine").stdout)
    assert [hit["paper"]["id"] for hit in hits] == ["other"]


def test_sync_removes_nothing_where_a_record_was_refused(run, tiny, jsonl, held):
    run("add", jsonl(PAPER, OTHER), "--library", "mine")
    result = run("add", jsonl(OTHER, {"id": "new"}), "--library", "mine", "--sync")
    assert "Nothing is removed" in result.stderr
    assert held("--library", "mine") == ["new", "other"]


@pytest.mark.parametrize("content", ["[]", '{"papers": []}'])
def test_sync_removes_nothing_where_the_files_hold_no_paper(run, tiny, jsonl, held, tmp_path, content):
    run("add", jsonl(PAPER), "--library", "mine")
    (tmp_path / "empty.json").write_text(content)
    result = run("add", str(tmp_path / "empty.json"), "--library", "mine", "--sync")
    assert "removed" not in result.stdout
    assert held("--library", "mine") == ["new"]


def test_an_identifier_that_two_files_give_to_two_papers_is_of_the_first(run, tiny, held, tmp_path):
    for name, title in (("one", "Deep fish"), ("two", "Protein folds")):
        record = {"id": "smith2020", "title": title, "abstract": f"{title} are told of here."}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(record))
    files = (str(tmp_path / "one.jsonl"), str(tmp_path / "two.jsonl"))
    result = run("add", *files, "--library", "keys")
    assert "two.jsonl, line 1" in result.stderr
    assert "1 added, 0 changed, 0 unchanged, 1 refused" in result.stdout
    assert "Deep fish" in run("papers", "--library", "keys").stdout


def test_papers_are_removed_by_the_ids_that_the_list_shows(run, tiny, held):
    assert "    id tempme" in run("papers").stdout.splitlines()
    result = run("remove", "tempme", "nobody")
    assert result.exit_code == 0
    assert result.stdout == "1 removed; the library small holds 2 papers.\n"
    assert "There is no paper nobody in small." in result.stderr
    assert held() == ["lemo", "dymu"]
    assert "TempMe" not in run("search", "tokens of video frames").stdout


def test_ids_may_come_on_standard_input(run, tiny, held):
    assert run("remove", "-", input="lemo\n\ndymu\n").exit_code == 0
    assert held() == ["tempme"]


def test_removing_what_is_not_there_ends_with_status_1(run, tiny):
    result = run("remove", "nobody")
    assert result.exit_code == 1
    assert result.stdout.startswith("0 removed")


@pytest.mark.parametrize("ending", ["jsonl", "bib", "ris"])
def test_what_is_exported_can_be_added_to_another_library(run, tiny, tmp_path, held, ending):
    file = f"out.{ending}"
    assert run("export", file).stdout == f"3 papers in {file}.\n"
    run("add", file, "--library", "mine")
    assert held("--library", "mine") == ["lemo", "tempme", "dymu"]


def test_an_export_without_a_file_goes_to_the_output(run, tiny, papers):
    lines = run("export").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [paper.to_dict() for paper in papers]
    assert run("export", "--format", "bib", "--year", "2025").stdout.startswith("@article{lemo,")


@pytest.mark.parametrize("file", ["papers.docx", "papers", "papers.bib.txt"])
def test_an_export_under_an_unknown_ending_is_refused_with_those_that_are_known(run, tiny, tmp_path, file):
    result = run("export", file)
    assert result.exit_code == 1
    assert "End it in .jsonl, .bib or .ris" in result.stderr
    assert not (tmp_path / file).exists()
    assert run("export", file, "--format", "bib").exit_code == 0


def test_an_export_replaces_a_file_only_by_force(run, tiny, tmp_path):
    (tmp_path / "out.bib").write_text("mine")
    result = run("export", "out.bib")
    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert (tmp_path / "out.bib").read_text() == "mine"
    assert run("export", "out.bib", "--force").stdout == "3 papers in out.bib.\n"


def test_an_export_makes_no_folder(run, tiny, tmp_path):
    assert "there is no folder away" in run("export", "away/out.bib").stderr
    assert not (tmp_path / "away").exists()


def test_an_export_that_cannot_be_written_says_so(run, tiny, tmp_path):
    (tmp_path / "occupied").write_text("")
    result = run("export", "occupied/out.jsonl")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_library_comes_back_from_its_backup(run, tiny, held):
    result = run("backup", "copy.footnote")
    assert result.stdout == "small, 3 papers, is copied to copy.footnote.\n"
    run("remove", "lemo")
    result = run("restore", "copy.footnote")
    assert result.stdout == "small is restored: it holds 3 papers.\n"
    assert held() == ["lemo", "tempme", "dymu"]
    assert "LeMo" in run("search", "LeMo memory").stdout.splitlines()[0]


def test_a_backup_may_be_restored_under_another_name(run, tiny, held):
    run("backup", "copy.footnote")
    run("restore", "copy.footnote", "--library", "twin")
    assert held("--library", "twin") == held()


def test_what_is_no_backup_is_refused(run, tiny, held, tmp_path):
    (tmp_path / "notes.txt").write_text("notes")
    for name, told in (("notes.txt", "not a library"), ("nowhere", "There is no file nowhere")):
        result = run("restore", name)
        assert result.exit_code == 1
        assert told in result.stderr
    assert "Give a file that `footnote backup` wrote" in run("restore", "notes.txt").stderr
    assert len(held()) == 3


def test_papers_are_listed_by_year_venue_and_author(run, tiny, held):
    assert held("--year", "2020-") == held("--venue", "nsdi") == held("--author", "T. Wang") == ["lemo"]
    assert held("--year", "-2020") == []
    result = run("papers", "--year", "soon")
    assert result.exit_code == 1
    assert result.stderr == "'soon' is not a year. Write it as 2020, 2020-2024, 2020- or -2024.\n"
