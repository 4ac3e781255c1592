"""Which papers a question speaks of."""

import pytest

from corpus.builtin import trending_papers_path
from corpus.library import Library
from corpus.paper import Paper
from corpus.readers import read
from rag.subjects import is_coined, label, meant, respelt, subjects
from rag.text import Idf


@pytest.fixture(scope="module")
def trending(tmp_path_factory):
    with Library.create(tmp_path_factory.mktemp("library") / "trending.sqlite") as library:
        library.add(read(trending_papers_path()))
        yield library


def labels(question, library):
    papers = list(library.papers())
    return {label(subject.paper) for subject in subjects(question, papers, Idf(library))}


@pytest.mark.parametrize(
    ("question", "paper"),
    [
        ("How much memory does LeMo save?", "LeMo"),
        ("how fast is zero tprune", "Zero-TPrune"),
        ("Does SinkLoRA keep the KV cache?", "SinkLoRA"),
        ("What does DSEE train of BERT?", "DSEE"),
        ("What about DyMU on a VLM?", "DyMU"),
        ("What does TDPO add to DPO?", "Token-level Direct Preference Optimization"),
        ("What does MEET hold against RLHF?", "Parameter-Efficient Tuning Helps Language Model Alignment"),
    ],
)
def test_a_paper_is_meant_by_its_own_name_and_not_by_what_it_builds_on(trending, question, paper):
    assert labels(question, trending) == {paper}


def test_a_name_that_the_abstract_alone_gives_finds_its_paper(trending):
    (found,) = labels("How many samples does deita need?", trending)
    assert found.startswith("What Makes Good Data for Alignment?")


def test_a_title_in_quotation_marks_is_a_name(trending):
    assert "Get more for less" in labels('On what grounds does "Get more for less" pick data?', trending)


def test_a_title_in_front_is_a_name_whatever_its_words(trending):
    assert labels("Tuning Language Models by Proxy: does it work for code?", trending) == {
        "Tuning Language Models by Proxy"
    }


def test_a_paper_is_meant_by_its_name_in_full(trending):
    assert labels("how much time does half fine-tuning take?", trending) == {"HFT"}


def test_a_short_form_that_is_nobodys_own_is_no_name(trending):
    assert labels("On which tasks is it sota?", trending) == set()


@pytest.mark.parametrize(
    ("question", "paper"),
    [
        (
            "what does that turkish study say of bigger models",
            "Tokenization Standards for Linguistic Integrity",
        ),
        ("Going by the paper on principled data selection, how long does it take?", "Get more for less"),
        (
            "How was the personalized code models paper tested?",
            "Exploring and Evaluating Personalized Models",
        ),
    ],
)
def test_a_paper_may_be_described_by_words_of_its_title_alone(trending, question, paper):
    (found,) = labels(question, trending)
    assert found.startswith(paper)


@pytest.mark.parametrize(
    "question",
    ["What does the tuning paper say?", "Does the new method work?", "List the papers about prompt fusion."],
)
def test_a_description_that_fits_several_papers_or_says_nothing_means_none(trending, question):
    assert labels(question, trending) == set()


def test_two_names_mean_two_papers(trending):
    assert labels("How do LeTI and FAIT differ?", trending) == {"LeTI", "FAIT"}


def test_a_question_without_a_name_speaks_of_no_paper(trending):
    assert labels("How are tokens pruned without training?", trending) == set()


@pytest.mark.parametrize(
    ("slip", "name"),
    [
        ("lemmo speedup?", "LeMo speedup?"),
        ("tokenselct latency", "TokenSelect latency"),
        ("what did they train in tl-traning", "what did they train in TL-Training"),
        ("examples of URAIL", "examples of URIAL"),
    ],
)
def test_a_slip_of_the_finger_in_a_name_is_put_right(trending, slip, name):
    assert respelt(slip, list(trending.papers()), Idf(trending)) == name


@pytest.mark.parametrize(
    "question", ["How long is the Nile?", "What is mercury's melting point?", "lime or lemon?"]
)
def test_other_words_are_left_as_they_are(trending, question):
    assert respelt(question, list(trending.papers()), Idf(trending)) == question


@pytest.mark.parametrize(
    ("abstract", "coined"),
    [
        ("We propose LoRA, a way to tune.", True),
        ("We compare with QLoRA. We propose LoRA, a way to tune.", True),
        ("We introduce a framework for tuning, LoRA.", True),
        ("We present Low-Rank Adaptation (LoRA).", True),
        ("Our approach, Low-Rank Adaptation (LoRA), tunes little.", True),
        ("Our approach, based on low-rank adaptation (LoRA), tunes less.", False),
        ("We propose a method for LoRA.", False),
        ("We present an extension of LoRA.", False),
        ("We propose a metric that correlates better than LoRA.", False),
    ],
)
def test_a_name_is_given_by_the_paper_that_proposes_it_and_not_by_what_it_is_for(abstract, coined):
    assert is_coined("LoRA", Paper("p", "A title", abstract)) is coined


def test_a_word_of_the_same_letters_is_another_word(trending):
    papers = list(trending.papers())
    gleaned = Paper("g", "GLEAN: Reading What Is Left", "We propose GLEAN, which reads what is left.")
    assert respelt("At what angle is it?", [*papers, gleaned], Idf(trending)) == "At what angle is it?"


def test_what_several_papers_build_on_means_them_only_where_one_is_found_first(trending):
    papers = list(trending.papers())
    spoken = subjects("How large are the proxies for the 70b llama?", papers, Idf(trending))
    others = [paper for paper in papers if paper not in [subject.paper for subject in spoken]]
    assert len(spoken) > 1
    assert meant(spoken, others) == ()
    assert meant(spoken, [spoken[0].paper, *others]) == spoken
    assert meant(spoken[:1], others) == spoken[:1]


def test_a_compound_in_small_letters_is_a_name_where_it_is_coined(trending):
    found = subjects("When does proxy tuning step in?", list(trending.papers()), Idf(trending))
    assert [subject.paper.title for subject in found] == ["Tuning Language Models by Proxy"]


def test_a_short_form_of_the_title_is_a_name_of_the_papers_own(trending):
    differing = labels("Where do ZeTT and TokenAdapt differ?", trending)
    assert "Zero-Shot Tokenizer Transfer" in differing
    assert len(differing) == 2


def test_a_description_means_the_title_that_has_its_very_words(trending):
    assert labels("What does the dynamic tokenization paper save?", trending) == {
        "Retrofitting (Large) Language Models with Dynamic Tokenization"
    }
