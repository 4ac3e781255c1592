from dataclasses import replace

import pytest

from corpus import Paper, read, trending_papers_path
from corpus.writers import WRITERS

PAPERS = (
    Paper(
        "10.1/a_b",
        "LeMo: {Less} is 100% more & $2k$",
        "It saves 30% of ~5 GB at #1_a. A \\cite{x} stays.",
        ("Tuowei Wang", "José Núñez"),
        2025,
        "Proceedings of A & B",
        "https://example.org/a_b?c=1&d=%20",
    ),
    Paper("bare", "A bare one", "Nothing else is known. 漢字 too."),
)


@pytest.mark.parametrize("ending", WRITERS)
def test_what_is_written_is_read_as_it_was(tmp_path, ending):
    path = tmp_path / f"papers.{ending}"
    path.write_text("".join(WRITERS[ending](PAPERS)), "utf-8")
    assert list(read(path, pytest.fail)) == list(PAPERS)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_built_in_papers_come_back_as_they_were(tmp_path, ending):
    built_in = list(read(trending_papers_path()))
    path = tmp_path / f"papers.{ending}"
    path.write_text("".join(WRITERS[ending](built_in)), "utf-8")
    assert list(read(path, pytest.fail)) == built_in


@pytest.mark.parametrize(
    "text", ["a -- b --- c", "``so'' it's", "}{ \\{ \\}", "one\n@misc{two", "\\%--~^$x_i$#", "50% of $5"]
)
def test_bibtex_keeps_what_latex_would_make_something_else_of(tmp_path, text):
    path = tmp_path / "papers.bib"
    odd = replace(PAPERS[1], title=" ".join(text.split()), abstract=text)
    path.write_text("".join(WRITERS["bib"]([odd, PAPERS[0]])), "utf-8")
    assert list(read(path, pytest.fail)) == [odd, PAPERS[0]]


@pytest.mark.parametrize("id_", ["a b", "a,b", "a}b", "{", "a@b", "%"])
def test_any_id_makes_a_key_of_bibtex(tmp_path, id_):
    path = tmp_path / "papers.bib"
    path.write_text("".join(WRITERS["bib"]([replace(PAPERS[1], id=id_)])), "utf-8")
    (paper,) = read(path, pytest.fail)
    assert replace(paper, id=id_) == replace(PAPERS[1], id=id_)


def test_a_line_end_in_an_abstract_ends_no_record_of_ris(tmp_path):
    path = tmp_path / "papers.ris"
    path.write_text(
        "".join(WRITERS["ris"]([replace(PAPERS[1], abstract="One.\nER  - \nTY  - JOUR")])), "utf-8"
    )
    assert [paper.title for paper in read(path, pytest.fail)] == ["A bare one"]
