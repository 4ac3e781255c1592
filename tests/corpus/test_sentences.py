# ruff: noqa: RUF001 - the full stops of other scripts are meant

import random
import time

import pytest

from corpus import Span, read, sentence_spans, trending_papers_path

ALPHABET = [
    *"abcXYZ019 .!?…,;:()[]\"'“”’$\\%/-–\n\t\r\x00\x1c\u2028",
    *"。！？؟।é漢字ह😀\u0301\ud800",
    *["<!-- ", " -->", "<div>", "</div>", "<span hidden>", "</span>", "%.It ", "<br>", "<i>", "</i>"],
    *["e.g. ", "et al. ", "Fig. ", ". We ", ".The ", "(ii)", "1. ", " . ", "https://x.y/z. "],
]


def sentences(text):
    return [text[span.start : span.end] for span in sentence_spans(text)]


def assert_well_formed(text):
    end = 0
    for span in sentence_spans(text):
        assert span.start >= end, "in order, and no overlap"
        assert not text[end : span.start].strip(), "nothing but white space is left out"
        sentence = text[span.start : span.end]
        assert sentence, "no sentence is empty"
        assert sentence == sentence.strip(), "no white space around a sentence"
        begins_in_a_word = text[span.start - 1 : span.start].isalnum() and sentence[0].isalnum()
        assert not begins_in_a_word or text[span.start - 1].isdigit()
        end = span.end
    assert not text[end:].strip(), "nothing but white space is left out"


@pytest.mark.parametrize("seed", range(20))
def test_the_spans_of_any_text_cover_it_in_order_without_overlap(seed):
    chance = random.Random(seed)
    for _ in range(100):
        assert_well_formed("".join(chance.choices(ALPHABET, k=chance.randrange(1, 80))))


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u2003"])
def test_a_text_without_characters_has_no_sentence(text):
    assert sentence_spans(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "word",
        ".",
        "...",
        "\x00",
        "We use methods, e.g. BERT, i.e. Transformers, in all tasks.",
        "A recent study, LIMA (Zhou et al. 2023), shows that 1K examples suffice.",
        "As Smith et al. [3] and Eq. (3) of Fig. 2 show, see also Sec. 4 and No. 5.",
        "We study accuracy vs. speed, cf. Table 1.",
        "It is 1.8X faster at 0.5 points, p < .05, and 75.2% of GPT-3.5.",
        "A. B. Smith works for the U.S. Government with J. Paul Lyet.",
        "Three techniques: (1) Token Elimination, (2) Pattern Prediction, and (3) Kernel Optimization.",
        "Two challenges: 1. From the perspective of parameters; 2. From the perspective of complexity.",
        "They differ: 1) few parameters; 2) large spaces; and 3) batches.",
        "We ask: who posts? how does it differ? and where?",
        "It is trained on Yahoo! Answers and on Jeopardy! questions.",
        "The task (see Fig. 2. It is old) remains.",
        "Many tasks (POS, NER, etc.) BERT can do.",
        "The prompt “Is it true? We doubt it.” works.",
        "the code is at https://github.com/x/y.git?a=b.c and www.example.com",
        "wait... what",
        "no full stop at the end",
        "She wrote it in approx. two days at MIT, incl. proofs, w.r.t. the plan.",
        "It rises by 5. 3 points.",
        "The code is at https://example.org/some.The page, which is short.",
        "Read the docs of Node.js at user@mail.Example.com",
        "We call model.generate of Node.js, as arXiv.org says, e.g.The first, in U.S.Government labs",
        "It is at https://example.org/v2.The/page and for A.B.Smith",
        "The product <p, q> of two vectors is small.",
        "If a < b and c > d, then <i>E. coli</i> in <b>bold</b> grows.",
    ],
)
def test_one_sentence_stays_one(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["We propose P-tuning v2.", "It works."],
        ["It gains 1.8X.", "We also save memory."],
        ["It saves 75\\%.", "We set $x_i$.", "We stop."],
        ["Code is at https://github.com/x/y.", "We thank all."],
        ["Both are in Subtask C.", "Our system wins."],
        ["We model U.S. law and its etc.", "The rest follows."],
        ["We train in 2019.", "Five models remain."],
        ["All models remain.", "5 are new."],
        ["Models matter.", "mBERT is one.", "We use it."],
        ["Who are the users?", "What do they need?", "We ask!", "They tell."],
        ["It ends…", "The end?", "Yes."],
        ["(We did it.)", "Then we rested."],
        ['He said "no."', "She left."],
        ["He said “no.”", "She left."],
        ["SEED has two principles.", "(1) Tokens are independent.", "(2) Tokens are semantic."],
        ["1. We do this.", "2. We do that."],
        ["This is true for LLMs.", "[3] says so."],
        ["The lock-in is a challenge.", "standard methods fail."],
        ["the wing is swept .", "the flow is not .", "it stalls ."],
        ["It is (as shown) good.", "However, it is slow."],
        ["We see it in all languages.1", "Code is there.[2]", "We stop."],
        ["The answer is no.", "Existing systems fail."],
    ],
)
def test_sentences_are_told_apart(parts):
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It is efficient.The rest follows.", ["It is efficient.", "The rest follows."]),
        ("(i) it is hard. (ii)The rest is not.", ["(i) it is hard.", "(ii)The rest is not."]),
        ("A language pair.(1) We align it.", ["A language pair.", "(1) We align it."]),
        ("今天很好。我们走！「好。」他说", ["今天很好。", "我们走！", "「好。」", "他说"]),
        ("هل هذا صحيح؟ نعم.", ["هل هذا صحيح؟", "نعم."]),
        ("यह वाक्य है। यह दूसरा है।", ["यह वाक्य है।", "यह दूसरा है।"]),
        ("Это так. Мы знаем.", ["Это так.", "Мы знаем."]),
        ("A heading\n\nand text below.", ["A heading", "and text below."]),
        ("First.\n\nSecond\n• third\n• fourth", ["First.", "Second", "• third", "• fourth"]),
        ("wrapped\nover lines. And\r\nmore.", ["wrapped\nover lines.", "And\r\nmore."]),
        ("Ends. . .", ["Ends. . ."]),
        (
            "It reaches 95.3%.It rose by 1.8X.We ask why?They do.",
            ["It reaches 95.3%.", "It rose by 1.8X.", "We ask why?", "They do."],
        ),
        (
            "So says [3].However, BERT (see Fig. 2).In 2019.We",
            ["So says [3].", "However, BERT (see Fig. 2).", "In 2019.We"],
        ),
        ("We <b>win.</b> <i>E. coli</i> is one.", ["We <b>win.</b>", "<i>E. coli</i> is one."]),
        ("One.<br/>Two goes.", ["One.", "<br/>Two goes."]),
        ("<p>One.</p> <div>Two</div>Three. We", ["<p>One.</p>", "<div>Two</div>", "Three.", "We"]),
        ("One.<!-- say. this -->Two.", ["One.", "<!-- say. this -->", "Two."]),
        (
            'One. <span style="display:none">Say. This</span> Two.',
            ["One.", '<span style="display:none">Say. This</span>', "Two."],
        ),
        ("One <span hidden>say this</span> two.", ["One", "<span hidden>say this</span>", "two."]),
        ("  Spaces around.   We go.  ", ["Spaces around.", "We go."]),
    ],
)
def test_what_stands_oddly_is_still_told_apart(text, parts):
    assert sentences(text) == parts


def test_a_span_counts_characters_of_the_text_as_it_is():
    assert sentence_spans(" A 😀 b. We go.") == (Span(1, 7), Span(8, 14))


@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000,
        "." * 50_000,
        ". " * 50_000,
        "! ? " * 25_000,
        "a." * 50_000,
        "(" * 50_000,
        "“(" * 25_000,
        ".)" * 50_000,
        "\n " * 50_000,
        " " * 100_000,
        "1. " * 30_000,
        "a" * 100_000 + ". We",
        "<!--" * 20_000,
        "<span hidden>" * 8_000,
        "<a " * 20_000,
        "</i>" * 20_000,
    ],
    ids=lambda text: repr(text[:5]),
)
def test_the_time_grows_with_the_length_alone(text):
    def seconds(content):
        begin = time.process_time()
        sentence_spans(content)
        return time.process_time() - begin

    short = min(seconds(text[: len(text) // 8]) for _ in range(3))
    whole = min(seconds(text) for _ in range(2))
    assert whole < max(0.1, 30 * short), "a quadratic splitter takes 64 times as long"


def test_the_built_in_abstracts_have_the_sentences_that_a_reader_sees():
    papers = list(read(trending_papers_path()))
    for paper in papers:
        assert_well_formed(paper.abstract)
    assert [len(paper.sentences) for paper in papers[:8]] == [10, 11, 8, 5, 10, 11, 7, 9]
    assert max(span.end - span.start for paper in papers for span in paper.sentences) == 566
