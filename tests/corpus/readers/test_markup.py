"""XML: the files of the ACL Anthology, of PubMed and of arXiv."""

import pytest

from corpus import Paper
from corpus.readers import markup
from corpus.readers.records import Flaw

ANTHOLOGY = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="2020.acl">
  <volume id="main" type="proceedings">
    <meta><booktitle>Proceedings of <fixed-case>ACL</fixed-case></booktitle><year>2020</year></meta>
    <frontmatter><url>2020.acl-main.0</url></frontmatter>
    <paper id="1">
      <title>Learning <fixed-case>LeMo</fixed-case> &amp; more</title>
      <author><first>Ann</first><last>Beek</last></author>
      <author><last>Ding</last></author>
      <abstract>It needs <tex-math>\\alpha &lt; 5</tex-math> of <i>memory</i>.</abstract>
      <url hash="8d">2020.acl-main.1</url>
      <doi>10.18653/v1/2020.acl-main.1</doi>
    </paper>
    <paper id="2"><title>No abstract</title><url>2020.acl-main.2</url></paper>
  </volume>
</collection>
"""
PUBMED = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://x.org/p.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">123</PMID><Article>
<Journal><JournalIssue><PubDate><MedlineDate>1998 Nov-Dec</MedlineDate></PubDate></JournalIssue>
<Title>Nature</Title></Journal>
<ArticleTitle>Of <i>E. coli</i>.</ArticleTitle>
<Abstract><AbstractText Label="AIM">We look.</AbstractText>
<AbstractText>We see H<sub>2</sub>O.</AbstractText></Abstract>
<AuthorList><Author><LastName>Beek</LastName><ForeName>Ann</ForeName></Author>
<Author><CollectiveName>The Team</CollectiveName></Author></AuthorList>
</Article></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1038/X1</ArticleId></ArticleIdList>
</PubmedData></PubmedArticle>
</PubmedArticleSet>
"""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
  <title>ArXiv Query</title>
  <entry xmlns:arxiv="http://arxiv.org/schemas/atom">
    <id>http://arxiv.org/abs/2106.09685v2</id>
    <published>2021-06-17T17:37:18Z</published>
    <title>LoRA: Low-Rank
  Adaptation</title>
    <summary>  We freeze
weights.
    </summary>
    <author><name>Edward Hu</name></author>
    <opensearch:note>x</opensearch:note>
    <arxiv:journal_ref>ICLR 2022</arxiv:journal_ref>
  </entry>
</feed>
"""


def test_a_paper_of_the_anthology_has_venue_and_year_of_its_volume(given, read_all):
    papers, remarks = read_all(given(ANTHOLOGY))
    assert papers == [
        Paper(
            "2020.acl-main.1",
            "Learning LeMo & more",
            "It needs α < 5 of memory.",
            ("Ann Beek", "Ding"),
            2020,
            "Proceedings of ACL",
            "https://doi.org/10.18653/v1/2020.acl-main.1",
        )
    ]
    assert remarks == ["papers, line 14: the paper has no abstract."]


def test_an_article_of_pubmed_has_the_labels_of_its_abstract(papers_in):
    assert papers_in(PUBMED) == [
        Paper(
            "123",
            "Of E. coli.",
            "AIM: We look.\nWe see H2O.",
            ("Ann Beek", "The Team"),
            1998,
            "Nature",
            "https://doi.org/10.1038/x1",
        )
    ]


def test_an_entry_of_arxiv_loses_its_version(papers_in):
    assert papers_in(FEED) == [
        Paper(
            "2106.09685",
            "LoRA: Low-Rank Adaptation",
            "We freeze weights.",
            ("Edward Hu",),
            2021,
            "ICLR 2022",
            "https://arxiv.org/abs/2106.09685",
        )
    ]


def feed(*entries):
    return FEED[: FEED.index("  <entry")] + "\n".join(entries) + "\n</feed>"


def entry(number, title="T"):
    return f"<entry><id>e{number}</id><title>{title}</title><summary>We saw {number}.</summary></entry>"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (entry(2, "a < b"), "not well-formed"),
        (entry(2, "<b>a"), "not well-formed"),
        (entry(2, "&nbsp;"), "Entity 'nbsp' not defined"),
        (entry(2, "\x01"), "not well-formed"),
        ("<entry><id>e2</id>", "not closed before the next"),
    ],
)
def test_a_broken_record_is_told_with_its_line_and_the_others_are_read(given, read_all, broken, reason):
    papers, remarks = read_all(given(feed(entry(1), broken, entry(3))))
    assert [paper.id for paper in papers] == ["e1", "e3"]
    assert len(remarks) == 1
    assert remarks[0].startswith("papers, line 5: the record is")
    assert reason in remarks[0]


@pytest.mark.parametrize("size", [1, 13, 100_000])
def test_records_are_found_wherever_the_blocks_end(size):
    text = feed(*map(entry, range(20)))
    parts = (text[start : start + size] for start in range(0, len(text), size))
    found = list(markup.elements(parts, "entry"))
    assert [(each.line, each.element.findtext("id")) for each in found] == [
        (n + 4, f"e{n}") for n in range(20)
    ]


def test_a_file_that_breaks_off_in_a_record_gives_those_before(given, read_all):
    papers, remarks = read_all(given(feed(entry(1), entry(2))[:-30]))
    assert [paper.id for paper in papers] == ["e1"]
    assert "breaks off" in remarks[0]


def test_a_record_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr(markup, "LONGEST_ELEMENT", 1000)
    blocks = iter(["<feed><entry>", *["x" * 100] * 50, "</entry>", entry(2), "</feed>"])
    flaw, found = markup.elements(blocks, "entry")
    assert isinstance(flaw, Flaw)
    assert found.element.findtext("id") == "e2"


LAUGHS = (
    '<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("name", ["b", "x"])
def test_entities_are_never_expanded_nor_fetched(given, read_all, name):
    page = (
        LAUGHS + '<feed xmlns="http://www.w3.org/2005/Atom">' + entry(1, f"&{name};") + entry(2) + "</feed>"
    )
    papers, remarks = read_all(given(page))
    assert [paper.id for paper in papers] == ["e2"]
    assert f"Entity '{name}' not defined" in remarks[0]


def test_elements_nested_beyond_all_measure_are_a_flaw(given, read_all):
    papers, remarks = read_all(
        given(feed("<entry>" + "<a>" * 100_000 + "</a>" * 100_000 + "</entry>", entry(2)))
    )
    assert [paper.id for paper in papers] == ["e2"]
    assert "not well-formed" in remarks[0]


def test_a_prologue_of_many_comments_takes_no_time():
    assert markup.root_of("<!---->" * 9_000 + "!") == ("", "")
