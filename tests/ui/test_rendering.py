import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from corpus.paper import Paper
from rag.values import Answer, Claim, ClaimChecked, Dropped, Finished, SourcesFound, TextWritten
from ui.cards import marked_abstract, uncited
from ui.conversation import Turn
from ui.conversations.store import Entry
from ui.preparation import Preparing
from ui.prose import paragraphs, tail
from ui.render import (
    banner_html,
    entries_html,
    masthead_html,
    recent_html,
    sources_html,
    turn_html,
    welcome_html,
)
from ui.status import duration
from ui.templating import spent

from .payloads import PAYLOADS
from .scripted import answered, cite, hits

KNOWN_TAGS = re.compile(
    r"a|article|b|button|details|div|footer|h[123]|header|input|li|mark|[ou]l|p|progress|s|section|span|"
    r"summary|sup|textarea|time"
)
KNOWN_ATTRIBUTES = re.compile(
    r"aria-[a-z]+|data-[a-z]+|class|href|id|max|maxlength|open|placeholder|rel|role|rows|tabindex|target|title|"
    r"type|value"
)


class Reader(HTMLParser):
    """Reads HTML as a browser does, and keeps the tags, the attributes and the text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


def finished(answer, question="q"):
    return Turn(question).after(SourcesFound(answer.nearest, question)).after(Finished(answer))


def hostile(text):
    """Turns in every state, with the text in every place that comes from people, papers and models."""
    paper = Paper(id=text, title=text, abstract=text, authors=(text,), venue=text, url=text)
    claim = Claim(text, "supported", (cite(1, paper, text),))
    dropped = Dropped(text, text)
    answer = answered(
        [claim, replace(claim, verdict="quoted")],
        [paper, replace(paper, id="other")],
        dropped=(dropped,),
        question=text,
        model=text,
        notice=text,
        timings={text: 1.0, "total": 2.0},
    )
    start = Turn(text).after(SourcesFound(hits([paper]), text))
    checking = (
        start.after(TextWritten(text)).after(ClaimChecked(claim=claim)).after(ClaimChecked(dropped=dropped))
    )
    refusal = replace(answer, status="not_in_abstract", claims=(), sources=(), text=f"See “{text}”.")
    return [
        start,
        start.after(TextWritten(text)),
        checking,
        checking.stopped(),
        start.failed(text),
        *(start.after(Finished(a)) for a in (answer, refusal, replace(refusal, status="not_in_corpus"))),
    ]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_text_stays_text_wherever_it_comes_from(payload):
    pages = [render(turn, 0) for turn in hostile(payload) for render in (turn_html, sources_html)]
    pages += [welcome_html([payload]), masthead_html(payload, 3), banner_html(Preparing(error=payload), "")]
    pages += [banner_html(Preparing(running=True), payload)]
    entries = [Entry(payload, payload, payload, 1.0, 1)]
    pages += [entries_html(entries), entries_html([], payload), recent_html(entries)]
    for page in map(Reader, pages):
        assert [tag for tag in page.tags if not KNOWN_TAGS.fullmatch(tag)] == []
        assert [name for name, _ in page.attributes if not KNOWN_ATTRIBUTES.fullmatch(name)] == []
        assert [
            value for name, value in page.attributes if name == "href" and not value.startswith("#paper-")
        ] == []


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_payload_is_shown_as_it_stands(payload):
    assert payload in Reader(turn_html(Turn(payload), 0)).text


def test_no_template_switches_escaping_off():
    for template in files("ui").joinpath("templates").iterdir():
        assert not re.search(r"\|\s*safe|autoescape|Markup", template.read_text()), template.name


def test_a_link_opens_without_telling_where_it_came_from(memory):
    page = Reader(sources_html(finished(memory), 0))
    links = [dict(page.attributes)]
    assert links[0]["href"] == "https://example.org/lemo"
    assert links[0]["rel"] == "noopener noreferrer"


def test_a_footnote_names_its_number_its_spans_and_its_quotation(memory, lemo):
    html = turn_html(finished(memory), 3)
    quote = memory.claims[0].citations[0]
    assert f'data-marks="1:{quote.start}-{quote.end}"' in html
    assert f'aria-description="{quote.quote}"' in html
    assert f'aria-label="Footnote 1: {lemo.title}"' in html
    assert 'data-turn="3"' in html


def test_two_spans_of_one_paper_share_one_footnote(lemo):
    claim = Claim(
        "Both.", "supported", (cite(1, lemo, "We propose LeMo"), cite(1, lemo, "LeMo drops tokens"))
    )
    html = turn_html(finished(answered([claim], [lemo])), 0)
    assert html.count('class="chip"') == 1
    assert "We propose LeMo … LeMo drops tokens" in html


def test_exactly_the_cited_spans_are_highlighted(memory, lemo):
    turn = finished(memory)
    pieces = marked_abstract(turn.sources[0], turn)
    assert "".join(piece.text for piece in pieces) == lemo.abstract
    assert [piece.text for piece in pieces if piece.names] == [memory.claims[0].citations[0].quote]


def test_a_quoted_sentence_stands_in_quotation_marks(memory):
    text = Reader(turn_html(finished(memory), 0)).text
    assert "“TempMe merges tokens of neighbouring frames.”" in text
    assert "“LeMo saves" not in text


def test_only_what_is_cited_is_a_card(memory):
    html = sources_html(finished(memory), 0)
    assert html.count('<article class="card') == 2
    assert "Considered, not cited" in html


def test_what_was_found_is_shown_before_anything_is_cited(memory):
    html = sources_html(Turn("q").after(SourcesFound(memory.nearest, "q")), 0)
    assert "<h2>Found</h2>" in html
    assert '<article class="card' not in html


def test_a_sentence_that_was_dropped_is_struck_out_while_the_answer_comes_about():
    turn = Turn("q").after(ClaimChecked(dropped=Dropped("It was so.", "Nobody says so.")))
    assert "<s>It was so.</s>" in turn_html(turn, 0)


def test_a_sentence_that_was_dropped_is_told_under_why(memory):
    html = turn_html(finished(memory), 0)
    answer, _, why = html.partition('class="why"')
    assert "2048" not in answer
    assert "The number 2048 is in no abstract." in why


def test_nothing_found_and_nothing_read_are_told_as_such():
    html = turn_html(finished(Answer("not_in_corpus", "No.", timings={"total": 0.1})), 0)
    assert "<b>Found</b> <span>nothing</span>" in html
    assert "<b>Read</b> <span>nothing</span>" in html


def test_a_refusal_names_the_paper_and_opens_it(silent, lemo):
    turn = finished(silent)
    assert uncited(turn).heading == "The paper"
    assert [hit.paper for _, hit in uncited(turn).shown] == [lemo]
    assert 'href="#paper-0-2"' in turn_html(turn, 0)
    assert 'id="paper-0-2" open' in sources_html(turn, 0)


def test_an_address_in_a_refusal_is_a_link(silent, lemo):
    assert f'<a href="{lemo.url}"' in turn_html(finished(silent), 0)


def test_a_refusal_that_is_not_about_a_paper_shows_the_nearest(silent, tempme):
    turn = finished(replace(silent, status="not_in_corpus", text=f"Nothing. The nearest: “{tempme.title}”."))
    assert uncited(turn).heading == "Nearest papers"
    assert [hit.paper for _, hit in uncited(turn).shown] == [tempme]


def test_the_three_states_of_an_answer_look_different(memory, silent):
    states = [memory, silent, replace(silent, status="not_in_corpus")]
    shown = [re.search(r'data-state="(\w+)"', turn_html(finished(answer), 0)).group(1) for answer in states]
    assert shown == ["answered", "not_in_abstract", "not_in_corpus"]


def test_a_notice_is_shown(memory):
    assert "Quotations only, for now." in turn_html(
        finished(replace(memory, notice="Quotations only, for now.")), 0
    )


def test_each_paper_of_a_listing_stands_with_its_title_its_sentence_and_its_footnote(memory, tempme):
    listing = replace(memory, claims=memory.claims[1:], listing=True)
    html, _, _ = turn_html(finished(listing), 0).partition("<footer")
    assert html.count("<li>") == 1
    item = Reader(html.partition("<li>")[2])
    assert item.text.startswith(f"{tempme.title} “TempMe merges tokens of neighbouring frames.”")
    assert ("data-do", "show") in item.attributes


def test_claims_on_one_line_are_one_paragraph(memory):
    assert [len(paragraph) for paragraph in paragraphs(memory)] == [2]


def test_a_new_line_in_the_text_is_a_new_paragraph(memory):
    text = memory.text.replace("] TempMe", "]\nTempMe").replace("memory.", "memory").replace(" [1]", " [1].")
    assert [len(paragraph) for paragraph in paragraphs(replace(memory, text=text))] == [1, 1]


def test_an_answer_without_claims_has_no_paragraphs():
    assert paragraphs(Answer("not_in_corpus", "Nothing.")) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [("It is so.", ("It is ", "so.")), ("So.", ("", "So.")), ("x" * 40, ("x" * 40, "")), ("", ("", ""))],
)
def test_the_last_word_stays_with_its_footnote_unless_it_is_too_long(text, parts):
    assert tail(text) == parts


def test_suggestions_are_buttons_that_bring_their_question():
    assert 'data-question="Why &lt;b&gt;?"' in welcome_html(["Why <b>?"])


def test_a_welcome_without_suggestions_has_no_list():
    assert "<ul" not in welcome_html()


def test_the_banner_is_empty_when_there_is_nothing_to_tell():
    assert banner_html(Preparing(), "").strip() == ""


def test_the_banner_shows_how_far_it_is():
    assert 'max="10" value="4"' in banner_html(Preparing(running=True, done=4, total=10), "Loading.")


def test_the_banner_offers_to_try_again_after_an_error():
    html = banner_html(Preparing(error="No room on the disk."), "Loading.")
    assert "No room on the disk." in html
    assert "Loading." not in html
    assert "Try again" in html


def test_seconds_are_told_for_people():
    assert (duration(0.0124), duration(5.21)) == ("12 ms", "5.2 s")


def test_the_times_of_steps_add_up_where_any_was_measured():
    assert spent({"verify": 1.0, "listing": 0.5, "total": 9.0}, ["verify", "listing", "other"]) == 1.5
    assert spent({"total": 9.0}, ["verify"]) is None
