import pytest

from corpus import Paper
from corpus.works import merged, names, plain_title, same_work

LORA = Paper(
    "a", "LoRA: Low-Rank Adaptation", "We freeze the weights of the model and add two small matrices."
)


def other(**fields):
    return Paper(**{"id": "b", "title": LORA.title, "abstract": LORA.abstract, **fields})


@pytest.mark.parametrize(
    "title", ["LORA  low rank adaptation.", "Lora: “Low-Rank” Adaptation", "LóRA — Löw-Rank Adaptation"]
)
def test_a_title_counts_without_case_accents_and_punctuation(title):
    assert plain_title(title) == plain_title(LORA.title) == "lora low rank adaptation"


def test_a_work_is_found_by_its_title_and_its_identifiers():
    paper = other(url="https://arxiv.org/abs/2106.09685v2")
    assert list(names(paper)) == ["arxiv:2106.09685", "title:lora low rank adaptation"]


@pytest.mark.parametrize(
    "abstract",
    [
        LORA.abstract,
        "We freeze the weights of the model.",
        "We freeze weights of the model, adding two small matrices.",
    ],
)
def test_one_title_over_abstracts_that_are_alike_is_one_work(abstract):
    assert same_work(LORA, other(abstract=abstract))


def test_one_title_over_abstracts_of_other_things_is_two_works():
    one = other(title="Editorial", abstract="This issue is about graphs and their colours.")
    two = other(title="Editorial", abstract="Whales have been seen near Norway again.")
    assert not same_work(one, two)


DOI = "https://doi.org/10.1000/x"


def test_one_identifier_and_one_title_is_one_work_whatever_the_abstracts():
    assert same_work(
        other(url=DOI, abstract="Short."), other(url=DOI, abstract="Wholly rewritten, and long.")
    )


def test_the_identifier_of_a_volume_does_not_make_one_work_of_its_papers():
    whales = Paper("w", "Whales of Norway", "Whales have been seen again.", url=DOI)
    assert not same_work(other(url=DOI), whales)


def test_the_fuller_record_is_kept_under_the_known_id():
    known = other(id="k", abstract="Short.", authors=("Ann B",), url=DOI)
    fuller = other(id="n", year=2021, venue="ICLR", url="https://example.org")
    assert merged(known, fuller) == Paper("k", LORA.title, LORA.abstract, ("Ann B",), 2021, "ICLR", DOI)
    assert merged(known, known) == known
