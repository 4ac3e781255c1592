import json

import pytest

QUESTION = "How much memory does LeMo save?"
CITED = "LeMo reduces memory consumption by up to 1.93x."


def test_an_answer_is_followed_by_its_sources_and_the_quoted_sentences(run, tiny):
    result = run("ask", QUESTION, "--strictness", "0")
    assert result.exit_code == 0
    text, reference = result.stdout.split("\n\n", 1)
    assert "[1]" in text
    title, imprint, quote = reference.strip().splitlines()[:3]
    assert title == "[1] LeMo: Enabling Less Token Involvement for More Context Fine-tuning"
    assert imprint == "    Tuowei Wang, Xingyu Chen · NSDI · 2025 · https://example.org/lemo"
    assert quote.startswith("    “LeMo ")


def test_a_refusal_shows_the_nearest_papers(run, tiny):
    result = run("ask", "What is the boiling point of ethanol?", "--strictness", "1")
    assert result.exit_code == 0
    assert "Nearest papers" in result.stdout
    assert "[1]" not in result.stdout


def test_json_is_the_whole_answer_and_nothing_else(run, tiny):
    answer = json.loads(run("ask", QUESTION, "--json", "--strictness", "0").stdout)
    assert answer["status"] == "answered"
    citation = answer["claims"][0]["citations"][0]
    assert citation["paper"]["abstract"][citation["start"] : citation["end"]] == citation["quote"]


def test_a_dash_reads_the_question_from_standard_input(run, tiny):
    answer = json.loads(run("ask", "-", "--json", input=f"{QUESTION}\n").stdout)
    assert answer["question"] == QUESTION


def test_the_model_at_the_endpoint_writes_the_answer(run, tiny, endpoint):
    tiny.setenv("FOOTNOTE_LLM", "tiny-chat")
    tiny.setenv("OPENAI_BASE_URL", endpoint.address)
    answer = json.loads(run("ask", QUESTION, "--json", "--strictness", "0").stdout)
    assert answer["model"] == "tiny-chat"
    assert CITED.rstrip(".") in answer["text"]


def test_where_no_model_can_be_had_the_answer_is_quoted_and_the_reason_told(run, tiny):
    tiny.setenv("FOOTNOTE_LLM", "default")
    tiny.setenv("FOOTNOTE_OFFLINE", "1")
    result = run("ask", QUESTION, "--strictness", "0")
    assert result.exit_code == 0
    assert "FOOTNOTE_OFFLINE" in result.stderr
    assert "“LeMo " in result.stdout


@pytest.mark.parametrize("question", ["", "   ", "?!", "\N{PILE OF POO}", "x" * 100_000])
def test_a_question_that_cannot_be_asked_ends_in_one_sentence_and_status_1(run, tiny, question):
    result = run("ask", question)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_a_question_of_bytes_that_are_no_text_is_asked_all_the_same(run, tiny):
    answer = json.loads(run("ask", "How much memory does LeMo save\udcff?", "--json").stdout)
    assert "\N{REPLACEMENT CHARACTER}" in answer["question"]


def test_standard_input_that_is_no_text_ends_in_one_sentence(run, tiny):
    result = run("ask", "-", input=b"\xff\xfe\x00")
    assert result.exit_code == 1
    assert "not text in UTF-8" in result.stderr


def test_a_library_that_is_not_there_is_told_with_the_command_that_makes_it(run, tiny):
    result = run("ask", QUESTION, "--library", "nowhere")
    assert result.exit_code == 1
    assert "footnote add FILE --library nowhere" in result.stderr


def test_every_library_is_asked_together_and_one_that_cannot_be_is_named(run, tiny, library):
    (library.path.parent / "broken.sqlite").write_bytes(b"no library" * 1_000)
    result = run("ask", QUESTION, "--library", "all", "--json", "--strictness", "0")
    answer = json.loads(result.stdout)
    assert answer["sources"][0]["paper"]["id"] == "lemo"
    assert "“broken” was left out" in answer["notice"]


def test_a_strictness_beyond_one_is_refused(run, tiny):
    assert run("ask", QUESTION, "--strictness", "1.5").exit_code == 2


def test_a_setting_that_cannot_be_used_ends_in_one_sentence(run, tiny):
    tiny.setenv("FOOTNOTE_STRICTNESS", "very")
    result = run("ask", QUESTION)
    assert result.exit_code == 1
    assert "strictness" in result.stderr


def test_only_the_papers_of_the_years_venues_and_authors_that_are_named_are_asked(run, tiny):
    asked = ("ask", "What is reduced by LeMo and merged by TempMe?", "--json", "--strictness", "0")
    nearest = json.loads(run(*asked, "--venue", "nsdi", "--year", "2025").stdout)["nearest"]
    assert [hit["paper"]["id"] for hit in nearest] == ["lemo"]
    assert run(*asked, "--year", "soon").exit_code == 1
