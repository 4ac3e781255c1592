import json
import subprocess


def test_the_papers_of_a_library_are_listed_with_what_is_known_of_them(run, tiny, papers):
    lines = run("papers").stdout.splitlines()
    assert lines[0] == f" 1. {papers[0].title}"
    assert lines[1] == "    Tuowei Wang, Xingyu Chen · NSDI · 2025 · https://example.org/lemo"
    assert lines[2] == "    id lemo"
    assert lines[3] == f" 2. {papers[1].title}"


def test_json_gives_every_field(run, tiny, papers):
    assert json.loads(run("papers", "--json").stdout) == [paper.to_dict() for paper in papers]


def test_the_built_in_papers_are_there_from_the_start(run):
    assert len(json.loads(run("papers", "--json").stdout)) == 61


def test_an_escape_sequence_in_a_title_is_shown_and_not_obeyed(run, tiny, jsonl):
    run(
        "add",
        jsonl({"title": "A \N{CONTROL SEQUENCE INTRODUCER}31m title", "abstract": "Tokens are merged."}),
    )
    assert "\N{CONTROL SEQUENCE INTRODUCER}" not in run("papers").stdout


def test_a_reader_that_goes_away_ends_the_list_without_a_word(start, tiny):
    listing = start("papers", "--json", stdout=subprocess.PIPE)
    listing.stdout.close()
    assert listing.wait(timeout=60) == 141
    assert listing.stderr.read() == ""
