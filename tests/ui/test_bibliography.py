import re
from dataclasses import replace

import pytest

from corpus.paper import Paper
from ui.exports.bibtex import bibtex
from ui.exports.names import family_first
from ui.exports.ris import ris

BARE = Paper(id="x", title="On the Tokens", abstract="They are few.")


def test_bibtex_tells_what_is_known(lemo):
    assert bibtex([lemo]) == (
        "@misc{wang2025lemo,\n"
        "  title = {{LeMo: Enabling LEss Token Involvement for MOre Context Fine-tuning}},\n"
        "  author = {Tuowei Wang and Xingyu Chen and Kun Li and Ting Cao},\n"
        "  year = {2025},\n"
        "  howpublished = {NSDI},\n"
        "  url = {https://example.org/lemo},\n"
        "}\n"
    )


def test_bibtex_invents_nothing():
    assert bibtex([BARE]) == "@misc{tokens,\n  title = {{On the Tokens}},\n}\n"


@pytest.mark.parametrize(
    ("url", "field"),
    [
        ("https://arxiv.org/abs/2409.01156v2", "eprint = {2409.01156},\n  archiveprefix = {arXiv}"),
        ("https://doi.org/10.1000/xyz_1", "doi = {10.1000/xyz_1}"),
    ],
)
def test_bibtex_takes_identifiers_from_the_address(url, field):
    assert field in bibtex([replace(BARE, url=url)])


def test_bibtex_keys_are_unique():
    keys = re.findall(r"@misc\{(\w+),", bibtex([BARE] * 30))
    assert keys[:3] == ["tokens", "tokensb", "tokensc"]
    assert len(set(keys)) == 30


def test_bibtex_key_of_a_name_without_letters_of_ascii():
    assert bibtex([replace(BARE, authors=("王",), title="标题")]).startswith("@misc{paper,")


def test_bibtex_leaves_no_command_in_what_others_wrote():
    hostile = replace(BARE, title=r"50% of \input{/etc/passwd} & $x_1$ #~^", authors=("Bold and Co",))
    entry = bibtex([hostile])
    assert r"50\% of \textbackslash{}input\{/etc/passwd\} \& \$x\_1\$ \#\textasciitilde{}" in entry
    assert "author = {{Bold and Co}}" in entry


def test_bibtex_leaves_out_an_address_that_no_browser_may_be_sent_to():
    assert "javascript" not in bibtex([replace(BARE, url="javascript:alert(1)")])


def test_ris_tells_what_is_known_line_by_line(lemo):
    lines = ris([replace(lemo, abstract="Two\r\nER  - lines.")]).split("\r\n")
    assert lines[:4] == ["TY  - GEN", f"TI  - {lemo.title}", "AU  - Wang, Tuowei", "AU  - Chen, Xingyu"]
    assert "T2  - NSDI" in lines
    assert "AB  - Two ER - lines." in lines
    assert lines.count("ER  - ") == 1


def test_ris_invents_nothing():
    assert ris([BARE]) == "TY  - GEN\r\nTI  - On the Tokens\r\nAB  - They are few.\r\nER  - \r\n\r\n"


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Tuowei Wang", "Wang, Tuowei"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Wang, Tuowei", "Wang, Tuowei"),
        ("Plato", "Plato"),
    ],
)
def test_the_family_comes_first(name, turned):
    assert family_first(name) == turned
