import pytest

from corpus.paper import Paper
from rag.listing_form import topic_of
from rag.question import read_question
from rag.subjects import Subject

LEMO, DYMU = (Paper(id=name, title=name, abstract=f"{name} works.") for name in ("LeMo", "DyMU"))

FORMS = {
    "listing": [
        "Which papers prune tokens?",
        "List methods for merging.",
        "Show me surveys on agents.",
        "Give me every abstract that mentions federated learning.",
        "Everything on soft prompts, please.",
        "Papers about tokenizers?",
        "What do we have on long context?",
        "What research exists on quantization?",
        "Who has worked on watermarking? List them.",
        "I want an overview of the attacks described here.",
        "I need everything in the library that is about speech.",
        "My chapter is on long contexts. What is there to cite?",
        "Show me all those that weigh some tokens more than others.",
    ],
    "comparison": [
        "Compare LeMo with DyMU.",
        "What is the difference between them?",
        "LeMo versus DyMU?",
        "What do TDPO and deita each add to DPO?",
        "HFT and sparse fine-tuning both leave weights alone. Which ones?",
        "What do LeMo and DyMU have in common?",
    ],
    "asks_number": [
        "How much memory does LeMo save?",
        "What is its average speed-up?",
        "By how much?",
        "Number of tasks?",
        "What values do the two learning rates take?",
        "Was it tried with LoRA, and what speedup came out?",
        "Who labelled the companies, and how many are there?",
    ],
    "asks_work": [
        "What report describes a submission of nine tasks?",
        "Tokens are hidden at random while it learns sums: which paper does that?",
        "In which paper are tokens merged?",
        "What's the paper where layers are skipped?",
        "Where is proxy-tuning proposed?",
        "I remember a paper on edit spans. Which one was it?",
        "Do you know the paper on Verilog generation?",
        "Title of the paper that uses a hypernetwork?",
        "Somebody sorted companies into a taxonomy. What is that work called?",
        "can't remember the title: they split a tuned model in two",
    ],
    "yes_or_no": [
        "Does LeMo need training?",
        "And is it fast?",
        "LoRA adds latency, right?",
        "I wonder whether HFT forgets less.",
        "Aren't adapters slower?",
        "it's training-free, isn't it?",
    ],
    "offers_choice": ["Is it LoRA or prompt tuning?", "LeMo versus DyMU: which one needs no training?"],
    "asks_meaning": [
        "What does PTEC stand for?",
        "What is URIAL?",
        "What do they call token sparsity?",
        "HFT - what is that?",
    ],
}


@pytest.mark.parametrize(("form", "question"), [(form, q) for form, asked in FORMS.items() for q in asked])
def test_a_question_is_read_by_its_form(form: str, question: str) -> None:
    assert getattr(read_question(question), form)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which paper measures how much fine-tuning contributes?", False),
        ("Who studies how many examples are needed?", False),
        ("Which method saves memory, and by how much?", True),
        ("How long are the prompts?", True),
    ],
)
def test_a_number_that_a_work_is_told_by_is_not_asked_for(question: str, asks: bool) -> None:
    assert read_question(question).asks_number is asks


@pytest.mark.parametrize("form", FORMS)
def test_a_plain_question_has_none_of_the_forms(form: str) -> None:
    assert not getattr(read_question("What does LeMo drop?"), form)


@pytest.mark.parametrize(
    "question",
    ["Which work names domains and builds a set for each?", "Which paper compares adapters with prompts?"],
)
def test_one_of_each_or_a_work_that_compares_is_no_comparison(question: str) -> None:
    assert not read_question(question).comparison


@pytest.mark.parametrize(
    "question",
    [
        "Explain how large language models are aligned.",
        "How does low-rank adaptation work, and how few-shot prompting?",
        "What is score matching?",
        "What is the accuracy-robustness trade-off?",
        "How does LeMo achieve its speedup?",
        "What causes the drop in accuracy?",
    ],
)
def test_what_is_explained_is_no_number(question: str) -> None:
    assert not read_question(question).asks_number


@pytest.mark.parametrize(
    "question",
    [
        "LeMo: how fast?",
        "How large a vocabulary is used?",
        "And its speed-up?",
        "What's the compression ratio on LLaVA?",
        "At what speed does it run?",
        "What is LeMo's average accuracy gain?",
        "What mAP does LeMo get on COCO?",
        "What was the largest model size tried?",
        "What's the longest text, in tokens, that LeMo was tried on?",
        "In hours, what was the cost of training?",
    ],
)
def test_a_measure_is_a_number(question: str) -> None:
    assert read_question(question).asks_number


@pytest.mark.parametrize(
    ("question", "absolute"),
    [
        ("How many tasks was LeMo tried on?", True),
        ("How many times faster is LeMo?", False),
        ("How many FLOPs does LeMo save?", False),
        ("How long are the prompts?", True),
        ("What context length does LeMo support at most?", True),
        ("What length reduction does LeMo reach?", False),
        ("What's the longest text, in tokens, that LeMo was tried on?", True),
    ],
)
def test_a_count_and_a_length_are_absolute_numbers_and_a_saving_may_be_a_share(
    question: str, absolute: bool
) -> None:
    assert read_question(question).asks_number
    assert read_question(question).asks_absolute is absolute


@pytest.mark.parametrize(
    "question",
    [
        "Which benchmark concluded that full rank still comes out ahead?",
        "I'm after the work that treats how many parameters adapters get as a search problem.",
    ],
)
def test_who_asks_for_a_work_asks_neither_for_names_nor_for_a_number(question: str) -> None:
    assert not read_question(question).asks_names
    assert not read_question(question).asks_number


def test_a_choice_may_follow_a_dash() -> None:
    assert read_question("spt - is that built in pytorch or jax or what").offers_choice


@pytest.mark.parametrize(
    "question",
    [
        "Does it outperform all previous methods?",
        "What makes systems slow?",
        "Which techniques were examined?",
        "Does it beat all those that came before?",
        "Does the survey on tuning cover everything about adapters?",
        "It was tested on two sets. Which ones are they?",
        "Which one works without training?",
        "How does it know which ones are large?",
    ],
)
def test_what_speaks_of_many_asks_for_no_list(question: str) -> None:
    assert not read_question(question).listing


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("On which datasets was LeMo tested?", True),
        ("And which models?", True),
        ("Which four audio datasets were used?", True),
        ("Who are the eleven competitors that it was measured against?", True),
        ("Who are the authors of LeMo?", False),
        ("And which two tricks do they use?", False),
        ("Which paper fine-tunes models?", False),
        ("What is the extent to which models memorise?", False),
    ],
)
def test_names_are_asked_for_by_a_question_word(question: str, asks: bool) -> None:
    assert read_question(question).asks_names is asks


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Which papers prune tokens?", "prune tokens"),
        ("List the papers about prompt tuning.", "prompt tuning"),
        ("Which papers here deal with pruning? Please list them.", "pruning"),
        ("List the works whose main topic is code generation.", "code generation"),
        ("Which papers?", "Which papers?"),
        ("Can you list the studies that deal with medical text?", "medical text"),
        ("What techniques for reducing visual tokens are described?", "reducing visual tokens"),
        ("I'm looking for all works on data selection.", "data selection"),
        ("Which surveys are in this collection?", "surveys"),
        ("Which surveys on pruning are there?", "surveys on pruning"),
        ("Are there any survey articles among these, and if so which?", "surveys"),
        ("I need everything whose main topic is generating code.", "generating code"),
    ],
)
def test_the_topic_of_a_listing_is_what_it_asks_papers_about(question: str, topic: str) -> None:
    assert topic_of(question) == topic


def test_all_the_work_is_a_listing_and_what_one_paper_says_of_all_methods_is_none() -> None:
    assert read_question("Give me all the work that merges tokens.").listing
    assert read_question("Which of these are surveys?").listing
    assert not read_question("What does the unified view paper say all those methods do?").listing


def test_a_question_is_known_without_the_names_of_its_papers() -> None:
    spoken = [Subject(paper, paper.title, 1.0, in_title=True) for paper in (LEMO, DYMU)]
    led = read_question("LeMo, DyMU: which of the two needs no LeMo?", spoken)
    assert led.unprefixed == "which of the two needs no LeMo?"
    assert led.unnamed == "which of the two needs no ?"
    assert read_question("What is LeMo+?", []).unnamed == "What is LeMo+?"
    assert read_question("LeMo", spoken).unnamed == "LeMo"


def test_a_work_is_asked_for_by_what_it_builds_on_but_not_by_its_own_name() -> None:
    asked = "In which study do they write tests for Java?"
    assert read_question(asked, [Subject(LEMO, "java", 1.0, in_title=False, own=False)]).asks_work
    assert not read_question(asked, [Subject(LEMO, "lemo", 1.0, in_title=True)]).asks_work
