from html.parser import HTMLParser

import pytest

from corpus.paper import Paper
from rag.values import Claim, Finished
from ui.conversation import Turn
from ui.errors import UnknownExportError
from ui.exports.document import cited_papers, document
from ui.exports.files import FORMATS, exported
from ui.exports.markdown import markdown

from .payloads import PAYLOADS
from .scripted import answered, cite


@pytest.fixture
def conversation(memory, silent, tempme, dymu):
    second = answered(
        [
            Claim("DyMU needs no training.", "supported", (cite(1, dymu, "It needs no training."),)),
            Claim("TempMe outputs less.", "supported", (cite(2, tempme, "It outputs 95% fewer tokens."),)),
        ],
        [dymu, tempme],
    )
    return (
        Turn("How much?").after(Finished(memory)),
        Turn("Who paid?").after(Finished(silent)),
        Turn("And others?").after(Finished(second)),
        Turn("Why?").failed("no"),
    )


def test_papers_have_one_number_throughout(conversation, lemo, tempme, dymu):
    made = document("Tokens", conversation)
    assert [reference.paper for reference in made.references] == [lemo, tempme, dymu]
    assert [s.numbers for s in made.sections[2].paragraphs[0]] == [(3,), (2,)]
    assert cited_papers(conversation) == (lemo, tempme, dymu)


def test_a_reference_lists_each_cited_sentence_once(conversation):
    made = document("Tokens", (*conversation, *conversation))
    assert made.references[1].quotes == (
        "TempMe merges tokens of neighbouring frames.",
        "It outputs 95% fewer tokens.",
    )


def test_markdown_is_the_conversation_with_numbered_references(conversation, silent):
    text = markdown(document("Tokens", conversation))
    assert text.startswith(
        "# Tokens\n\n## How much?\n\nLeMo saves up to 1.93x of the memory. \\[1\\] “TempMe"
    )
    assert "## Who paid?\n\nThe abstract of" in text
    assert "## Why?\n\nThere is no answer to this question." in text
    assert "## References\n\n\\[1\\] **LeMo: Enabling" in text
    assert "\n\n> TempMe merges tokens of neighbouring frames.\n\n> It outputs" in text


def test_a_conversation_that_cites_nothing_has_no_references():
    assert "References" not in markdown(document("x", (Turn("q"),)))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_what_others_wrote_stays_text(payload):
    paper = Paper(id=payload, title=payload, abstract=payload, venue=payload, url=payload)
    claim = Claim(payload, "supported", (cite(1, paper, payload),))
    turns = (Turn(payload).after(Finished(answered([claim], [paper]))),)
    text = exported("markdown", payload, turns)["text"].replace("\\\\", "")
    for sign in "<[`$&!":
        assert text.count(sign) == text.count(f"\\{sign}"), sign
    page = Page(exported("html", payload, turns)["text"])
    assert page.tags <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "section"),
        *("p", "sup", "a", "ol", "li", "b", "blockquote"),
    }
    assert page.links <= {"#reference-1"}


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.links = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links |= {value for name, value in attrs if name in {"href", "src"}}


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_named_after_its_conversation(conversation, name):
    file = exported(name, "How much: LeMo/../saves?", conversation)
    assert file["name"] == f"how-much-lemo-saves.{FORMATS[name].ending}"
    assert file["text"]


def test_a_name_without_letters_still_makes_a_file_name(conversation):
    assert exported("ris", "?!", conversation)["name"] == "conversation.ris"


def test_an_unknown_format_is_refused(conversation):
    with pytest.raises(UnknownExportError, match="markdown, html, bibtex, ris"):
        exported("docx", "x", conversation)


def test_a_numbered_line_is_no_list():
    turn = Turn("1. Why?\n- so").stopped()
    assert "## 1\\. Why? - so" in markdown(document("- x", (turn,)))
    assert markdown(document("+ x", ())).startswith("# \\+ x")
