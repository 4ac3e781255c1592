"""The objects of those who make JSON about papers."""

import json

from corpus import Paper

WORK = {
    "id": "https://openalex.org/W2741809807",
    "doi": "https://doi.org/10.7717/PeerJ.4375",
    "title": "The state of OA",
    "publication_year": 2018,
    "authorships": [{"author": {"display_name": "Heather Piwowar"}}, {"author": None}],
    "primary_location": {"landing_page_url": "https://example.org", "source": {"display_name": "PeerJ"}},
    "abstract_inverted_index": {"is": [1], "OA": [0, 3], "good.": [2], "is.": [1_000_000_000]},
}
SCHOLAR = {
    "paperId": "abc",
    "externalIds": {"ArXiv": "2106.09685", "DOI": "10.48550/arXiv.2106.09685"},
    "title": "LoRA",
    "abstract": "We freeze weights.",
    "authors": [{"authorId": "1", "name": "Edward Hu"}, {"first": "Y.", "middle": ["X."], "last": "Shen"}],
    "year": 2021,
    "venue": "ICLR",
    "url": "https://www.semanticscholar.org/paper/abc",
}
SNAPSHOT = {
    "id": "0704.0001",
    "submitter": "Pavel Nadolsky",
    "authors": "C. Bal\\'azs, E. L. Berger",
    "title": "Calculation of prompt\n  diphoton production",
    "journal-ref": "Phys.Rev.D76:013009,2007",
    "doi": "10.1103/PhysRevD.76.013009",
    "categories": "hep-ph",
    "abstract": "  A calculation in $\\alpha_s$ with 5% error\nis presented.\n",
    "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
    "update_date": "2008-11-26",
    "authors_parsed": [["Bal\\'azs", "C.", ""], ["Berger", "E. L.", "Jr."]],
}


CROSSREF = {
    "DOI": "10.1000/x1",
    "title": ["Uptake of CO<sub>2</sub> <i>in vivo</i>"],
    "abstract": "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title>"
    "<jats:p>We saw p &lt; 0.05\n  and x<y.</jats:p></jats:sec>"
    "<jats:p>It is <jats:italic>so</jats:italic>.</jats:p>",
    "author": [{"given": "Ann", "family": "van Beek", "sequence": "first"}, {"name": "The Team"}],
    "issued": {"date-parts": [[2020, 3]]},
    "container-title": ["Nature"],
    "URL": "http://dx.doi.org/10.1000/x1",
}


def test_a_work_of_crossref_has_its_tags_turned_to_text(papers_in):
    answer = {"status": "ok", "message": {"facets": {}, "total-results": 1, "items": [CROSSREF]}}
    assert papers_in(json.dumps(answer)) == [
        Paper(
            "10.1000/x1",
            "Uptake of CO2 in vivo",
            "Aim: We saw p < 0.05 and x<y.\nIt is so.",
            ("Ann van Beek", "The Team"),
            2020,
            "Nature",
            "https://doi.org/10.1000/x1",
        )
    ]


def test_what_openalex_gives_as_the_papers_have_it_is_read_too(papers_in):
    work = {
        **WORK,
        "title": "Growth of <i>E. coli</i> &amp; H<sub>2</sub>O, x<y",
        "authorships": [{"author": {"display_name": None}, "raw_author_name": "Heather A. Piwowar"}],
    }
    (paper,) = papers_in(json.dumps([work]))
    assert (paper.title, paper.authors) == ("Growth of E. coli & H2O, x<y", ("Heather A. Piwowar",))


def test_a_work_of_openalex_has_its_abstract_put_together(papers_in):
    assert papers_in(json.dumps({"meta": {}, "results": [WORK]})) == [
        Paper(
            "W2741809807",
            "The state of OA",
            "OA is good. OA is.",
            ("Heather Piwowar",),
            2018,
            "PeerJ",
            "https://doi.org/10.7717/peerj.4375",
        )
    ]


def test_a_paper_of_semantic_scholar_has_the_address_at_arxiv(papers_in):
    assert papers_in(json.dumps([SCHOLAR])) == [
        Paper(
            "abc",
            "LoRA",
            "We freeze weights.",
            ("Edward Hu", "Y. X. Shen"),
            2021,
            "ICLR",
            "https://arxiv.org/abs/2106.09685",
        )
    ]


def test_a_line_of_the_snapshot_of_arxiv_has_its_latex_turned_to_text(papers_in):
    assert papers_in(json.dumps(SNAPSHOT) + "\n") == [
        Paper(
            "0704.0001",
            "Calculation of prompt diphoton production",
            "A calculation in α_s with 5% error is presented.",
            ("C. Balázs", "E. L. Berger Jr."),
            2007,
            "Phys.Rev.D76:013009,2007",
            "https://arxiv.org/abs/0704.0001",
        )
    ]


def test_a_line_of_the_snapshot_may_lack_all_but_the_text(papers_in):
    lean = {key: SNAPSHOT[key] for key in ("id", "title", "abstract", "categories", "update_date", "authors")}
    (paper,) = papers_in(json.dumps(lean))
    assert (paper.year, paper.authors) == (2008, ("C. Balázs", "E. L. Berger"))


def test_objects_of_odd_shapes_are_flaws_and_nothing_worse(given, read_all):
    odd = [
        {"abstract_inverted_index": 7, "title": "T"},
        {"abstract_inverted_index": {"a": "b"}, "title": ["T"], "authorships": {"x": 1}},
        {"DOI": 5, "title": [None], "author": "x", "issued": {"date-parts": [None]}, "abstract": []},
        {"paperId": [], "title": "T", "authors": [None, 5], "externalIds": "x"},
        {"id": 7, "categories": "", "authors_parsed": [None, [], "x"], "versions": [5], "title": "T"},
    ]
    papers, remarks = read_all(given(json.dumps(odd)))
    assert papers == []
    assert len(remarks) == 5
