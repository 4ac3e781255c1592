from dataclasses import replace

import pytest

from corpus import Paper, read
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
