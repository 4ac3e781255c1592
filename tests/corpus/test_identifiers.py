import pytest

from corpus import Paper
from corpus.identifiers import address_of, arxiv_in, doi_in, identifiers


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.18653/v1/P18-1001", "10.18653/v1/p18-1001"),
        ("doi:10.1000/X(1).", "10.1000/x(1"),
        ("110.1000/x", None),
        ("", None),
    ],
)
def test_a_doi_is_found_in_what_holds_it(text, doi):
    assert doi_in(text) == doi


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2106.09685v2", "2106.09685"),
        ("https://arxiv.org/pdf/2106.09685v1.pdf", "2106.09685"),
        ("arXiv:hep-ph/9901234", "hep-ph/9901234"),
        ("math.GT/0309136", "math.gt/0309136"),
        ("10.48550/arXiv.2106.09685", "2106.09685"),
        ("10.1000/2106.09685", None),
        ("2020.acl-main.1", None),
    ],
)
def test_a_number_at_arxiv_is_found_in_what_calls_it_one(text, number):
    assert arxiv_in(text) == number


def test_the_doi_of_a_preprint_leads_to_arxiv():
    assert address_of(doi="10.48550/arXiv.2106.09685") == "https://arxiv.org/abs/2106.09685"
    assert address_of(doi="10.1000/x", arxiv="2106.09685") == "https://doi.org/10.1000/x"
    assert address_of() is None


def test_the_identifiers_of_a_paper_are_those_of_its_id_and_its_address():
    assert identifiers(Paper("2106.09685", "T", "A.", url="https://doi.org/10.1000/X")) == (
        "arxiv:2106.09685",
        "doi:10.1000/x",
    )
    assert identifiers(Paper("k", "T", "A.", url="https://doi.org/10.48550/arXiv.2106.09685")) == (
        "arxiv:2106.09685",
    )
    assert identifiers(Paper("k", "T", "A.")) == ()
