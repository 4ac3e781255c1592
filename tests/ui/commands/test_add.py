import json

PAPER = {"id": "new", "title": "A new paper", "abstract": "Graphs are coloured with few colours."}


OTHER = {"id": "other", "title": "Another one", "abstract": "Changed."}


def test_the_summary_counts_what_is_new_changed_unchanged_and_refused(run, tiny, jsonl):
    run("add", jsonl(PAPER, {**PAPER, "id": "other", "title": "Another one"}))
    result = run("add", jsonl(PAPER, OTHER, {**PAPER, "id": "x", "title": "A third one"}, "{}x"))
    assert result.stdout == "1 added, 1 changed, 1 unchanged, 1 refused; the library small holds 6 papers.\n"
    assert result.exit_code == 0


def test_a_work_that_is_there_under_another_identifier_is_merged(run, tiny, jsonl):
    fuller = {**PAPER, "id": "other", "title": "A NEW paper", "year": 2020}
    result = run("add", jsonl(PAPER, fuller))
    assert "1 added, 0 changed, 0 unchanged, 1 merged with others, 0 refused" in result.stdout
    papers = {paper["id"]: paper for paper in json.loads(run("papers", "--json").stdout)}
    assert papers["new"]["year"] == 2020
    assert "other" not in papers
    assert "0 added, 0 changed, 2 unchanged, 0 refused" in run("add", jsonl(PAPER, fuller)).stdout


def test_how_many_papers_there_are_is_told_before_all_are_read(run, tiny, jsonl):
    papers = [
        {"id": str(n), "title": f"Paper {n:04}", "abstract": f"{n:04} {'words ' * 200}."} for n in range(600)
    ]
    first, second = run("add", jsonl(*papers)).stderr.splitlines()[:2]
    assert first.endswith("papers.jsonl: 500 of about 600 papers")
    assert "papers.jsonl: 600 of 600 papers, " in second


def test_a_bad_record_is_told_with_file_line_and_reason(run, tiny, jsonl):
    result = run("add", jsonl(PAPER, {"title": "No abstract"}))
    assert "papers.jsonl, line 2: the paper has no abstract." in result.stderr


def test_of_many_bad_records_twenty_are_told_and_the_others_counted(run, tiny, jsonl):
    result = run("add", jsonl(PAPER, *[{"title": "No abstract"}] * 30))
    told = result.stderr.splitlines()
    assert sum("no abstract" in line for line in told) == 20
    assert "… and 10 more." in told


def test_what_was_added_is_found_at_once(run, tiny, jsonl):
    run("add", jsonl(PAPER))
    hits = json.loads(run("search", "coloured graphs", "--limit", "1", "--json").stdout)
    assert hits[0]["paper"]["id"] == "new"


def test_a_library_that_is_not_there_is_made(run, tiny, jsonl):
    result = run("add", jsonl(PAPER), "--library", "mine")
    assert result.exit_code == 0
    assert "the library mine holds 1 paper" in result.stdout


def test_where_one_file_cannot_be_read_nothing_is_added(run, tiny, jsonl):
    result = run("add", jsonl(PAPER), "nowhere.jsonl")
    assert result.exit_code == 1
    assert "nowhere.jsonl" in result.stderr
    assert len(json.loads(run("papers", "--json").stdout)) == 3


def test_a_file_of_nothing_usable_ends_with_status_1(run, tiny, jsonl):
    assert run("add", jsonl({"title": "No abstract"})).exit_code == 1


def test_a_file_in_no_known_format_is_told_with_the_formats(run, tiny, tmp_path):
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("add", "photo.png")
    assert result.exit_code == 1
    assert "JSON Lines" in result.stderr


def test_a_name_that_cannot_be_a_library_is_refused(run, tiny, jsonl):
    result = run("add", jsonl(PAPER), "--library", "../elsewhere")
    assert result.exit_code == 1
    assert "cannot name a library" in result.stderr
