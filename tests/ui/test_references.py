from dataclasses import replace

import pytest

from corpus.paper import Paper
from rag.values import Source
from ui.references import authors, copy_text, host, imprint, reference, web_address

PAPER = Paper(
    id="p", title="A Title.", abstract="It says.", authors=("Ada One", "Bo Two"), year=2024, venue="ACL"
)


@pytest.mark.parametrize("url", ["https://example.org/a", "http://example.org:80/a?b#c"])
def test_an_address_of_the_web_is_followed(url):
    assert web_address(replace(PAPER, url=url)) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//example.org/a",
        "https:",
        "https://[broken",
        "vbscript:x",
    ],
)
def test_any_other_address_is_no_link(url):
    assert web_address(replace(PAPER, url=url)) is None


def test_the_host_is_named_without_www():
    assert host("https://www.example.org/a/b") == "example.org"


def test_up_to_three_authors_are_all_named():
    assert authors(PAPER) == "Ada One, Bo Two"


def test_of_more_than_three_authors_the_first_is_named():
    assert authors(replace(PAPER, authors=("A", "B", "C", "D"))) == "A et al."


def test_the_imprint_tells_only_what_is_known():
    assert imprint(PAPER) == "Ada One, Bo Two · ACL · 2024"
    assert imprint(replace(PAPER, venue=None, authors=())) == "2024"
    assert imprint(Paper(id="p", title="T", abstract="A")) == ""


def test_a_reference_is_one_numbered_line():
    paper = replace(PAPER, url="https://example.org/a")
    assert reference(Source(2, paper)) == "[2] Ada One, Bo Two (2024). A Title. ACL. https://example.org/a"


def test_a_reference_without_metadata_is_its_title():
    assert reference(Source(1, Paper(id="p", title="Title", abstract="A"))) == "[1] Title"


def test_what_is_copied_ends_in_the_references(memory):
    body, _, references = copy_text(memory).partition("\n\n")
    assert body == memory.text
    assert [line[:3] for line in references.splitlines()] == ["[1]", "[2]"]


def test_a_refusal_is_copied_without_references(silent):
    assert copy_text(silent) == silent.text
