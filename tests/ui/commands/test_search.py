import json


def test_papers_are_listed_best_first(run, tiny):
    result = run("search", "tokens of video frames")
    assert result.exit_code == 0
    assert (
        result.stdout.splitlines()[0]
        == " 1. TempMe: Video Temporal Token Merging for Efficient Text-Video Retrieval"
    )


def test_json_carries_papers_and_scores(run, tiny):
    hits = json.loads(run("search", "merging tokens", "--limit", "2", "--json").stdout)
    assert len(hits) == 2
    assert {"paper", "score"} == hits[0].keys()


def test_every_library_is_searched_together(run, tiny):
    hits = json.loads(
        run("search", "tokens of video frames", "--library", "all", "-n", "60", "--json").stdout
    )
    assert hits[0]["paper"]["id"] == "tempme"
    assert len({hit["paper"]["id"] for hit in hits}) == 60


def test_no_papers_are_added_to_all_libraries_together(run, tiny, jsonl):
    result = run("add", jsonl({"id": "a", "title": "A", "abstract": "An a."}), "--library", "all")
    assert result.exit_code == 1
    assert "every library together" in result.stderr


def test_an_empty_query_finds_nothing_and_says_so(run, tiny):
    result = run("search", " ")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.endswith("No paper matches.\n")


def test_papers_are_found_by_year_venue_and_author(run, tiny):
    for option in (("--year", "2025"), ("--venue", "nsdi"), ("--author", "Wang")):
        hits = json.loads(run("search", "merging tokens", "--json", *option).stdout)
        assert [hit["paper"]["id"] for hit in hits] == ["lemo"]
    assert run("search", "merging tokens", "--year", "1990").stderr.endswith("No paper matches.\n")
