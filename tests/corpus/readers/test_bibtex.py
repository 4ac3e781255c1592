import pytest

from corpus import Paper
from corpus.readers import bibtex
from corpus.readers.records import Flaw

FILE = r"""% made by hand
@string{acl = "Proceedings of the {ACL}"}

@inproceedings{mueller-2020-lemo,
    title = "{L}e{M}o: {\'E}tudes of $\alpha$--{BERT}",
    author = "M{\"u}ller, J{\"o}rg  and
      van Beek, Ann and {The Team}",
    booktitle = acl,
    year = "2020",
    doi = "10.18653/v1/2020.x",
    url = "https://example.org",
    abstract = "It saves 5\% {--} or 7% {---} of
      memory, costs $3 and $4, and is 95\% ``sure''.",
}
"""


def found_in(text):
    return list(bibtex.records(iter(text.splitlines(keepends=True))))


def test_an_entry_becomes_a_paper_without_latex(papers_in):
    assert papers_in(FILE) == [
        Paper(
            "mueller-2020-lemo",
            "LeMo: Études of α–BERT",
            "It saves 5% – or 7% — of memory, costs $3 and $4, and is 95% “sure”.",
            ("Jörg Müller", "Ann van Beek", "The Team"),
            2020,
            "Proceedings of the ACL",
            "https://doi.org/10.18653/v1/2020.x",
        )
    ]


def test_an_eprint_leads_to_arxiv(papers_in):
    entry = "@misc{a, title={T}, abstract={A.}, date={2021-06}, eprint={2106.09685}, archivePrefix={arXiv}}"
    (paper,) = papers_in(entry)
    assert (paper.url, paper.year) == ("https://arxiv.org/abs/2106.09685", 2021)


def entry(number):
    return f"@article{{k{number},\n title={{T {number}}},\n abstract={{We saw {number}.}},\n}}\n"


@pytest.mark.parametrize(
    "broken",
    [
        "@article{b,\n title={open\n",
        "@article{b title={T}}\n",
        "@article{b,\n title T\n}\n",
        "@article{b,\n title={T}\n abstract={A.},\n}\n",
        '@article{b,\n title={T},\n abstract={A.},\n year=2020\n journal="J",\n}\n',
        "@article{b,\n title={T},\n abstract={A.}\n\n",
        '@article{b,\n title="T,\n abstract="A.",\n}\n',
    ],
)
def test_a_broken_entry_is_told_with_its_line_and_the_others_are_read(broken):
    found = found_in(entry(1) + broken + entry(2))
    assert [item.line for item in found if isinstance(item, Flaw)] == [5]
    assert [item.fields["id"] for item in found if not isinstance(item, Flaw)] == ["k1", "k2"]


def test_an_equals_sign_in_a_value_is_no_field():
    (found,) = found_in("@misc{a, url=https://example.org/?a=b,\n title={T, a = b}, abstract={x\n y = {z}},}")
    assert (found.fields["url"], found.fields["abstract"]) == ("https://example.org/?a=b", "x y = z")


def test_the_signs_that_mendeley_writes_as_commands_are_kept():
    (found,) = found_in("@misc{a, abstract={p {\\textless} .05, {\\textgreater}5 {\\textbar} 7{\\%}}}")
    assert found.fields["abstract"] == "p < .05, >5 | 7%"


def test_a_value_may_be_put_together_of_texts_and_abbreviations():
    (found,) = found_in(
        '@string{acl = "ACL" # { of #1}}\n@STRING(proc = "Proc. of " # ACL)\n@misc{a, year = 2020,\n'
        ' title = "A " # {B # "c"}, journal = Proc # ", " # 2020 # unknown, abstract = "C\\# {"}it{"}",\n}\n'
    )
    assert found.fields["title"] == 'A B # "c"'
    assert found.fields["venue"] == "Proc. of ACL of #1, 2020unknown"
    assert found.fields["abstract"] == 'C# "it"'


def test_a_field_that_is_given_twice_counts_once():
    (found,) = found_in("@article{a, title={One}, title={Two}, abstract={A.}}\n")
    assert found.fields["title"] == "One"


def test_the_lines_are_right_beyond_the_first_part(monkeypatch):
    monkeypatch.setattr(bibtex, "_PART", 100)
    text = '@string{acl = "ACL"}\n' + "".join(map(entry, range(50))) + "@misc{z, booktitle=acl}\n"
    found = found_in(text)
    lines = text.splitlines()
    assert [lines[item.line - 1].split("{")[1] for item in found] == [f"k{n}," for n in range(50)] + [
        "z, booktitle=acl}"
    ]
    assert found[-1].fields["venue"] == "ACL"


def test_a_file_of_one_key_for_all_is_told(given, read_all):
    papers, remarks = read_all(given(entry(1) + entry(2).replace("k2", "k1")))
    assert len(papers) == 1
    assert "line 5: the identifier 'k1'" in remarks[0]


@pytest.mark.parametrize("head", ["", "text with an @ sign = {x", "user@example.org {", "[{"])
def test_other_files_are_not_taken_for_bibtex(head):
    assert not bibtex.recognises(head)


def test_what_the_parser_would_log_is_told_by_flaws_alone(caplog):
    found_in("@article{b title={T}}\n")
    assert caplog.text == ""
