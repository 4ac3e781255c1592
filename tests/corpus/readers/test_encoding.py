import pytest

from corpus.readers import text
from corpus.readers.encoding import encoding_of

LINE = '{"title": "Of %s", "abstract": "We saw."}\n'


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("naïve Müller’s café", "cp1252"),
        ("Мы предлагаем новый метод решения задачи", "cp1251"),
        ("我们提出了一种新的方法来解决这个问题", "gb18030"),
        ("私たちは新しい方法を提案します", "cp932"),
        ("naïve Müller", "utf-16-le"),
        ("naïve Müller", "utf-16-be"),
    ],
)
def test_a_file_in_another_encoding_is_read_and_that_is_told(given, read_all, words, encoding):
    papers, remarks = read_all(given((LINE % words).encode(encoding)))
    assert [paper.title for paper in papers] == [f"Of {words}"]
    assert remarks == [f"papers: it is not UTF-8, and was read as {encoding}."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_told_by_itself_or_by_its_mark(papers_in, encoding):
    assert papers_in((LINE % "Ünïcode 漢字").encode(encoding))[0].title == "Of Ünïcode 漢字"


def test_a_few_bad_bytes_do_not_make_another_encoding_of_a_file(given, read_all):
    lines = (LINE % "Ünïcode").encode() * 2 + (LINE % "caf\udce9").encode("utf-8", "surrogateescape")
    papers, remarks = read_all(given(lines))
    assert len(papers) == 2
    assert remarks == ["papers, line 3: it is not UTF-8 text; save the file as UTF-8."]


def test_a_sample_that_ends_within_a_character_is_utf8():
    assert encoding_of("é".encode()[:1]) != "cp1252"
    assert encoding_of("Ü漢".encode()[:-1]) == "utf-8"


def test_a_line_without_end_is_passed_over(given, read_all, monkeypatch):
    monkeypatch.setattr(text, "LONGEST_LINE", 1000)
    papers, remarks = read_all(given(LINE % "mice" + "x" * 300_000 + "\n" + LINE % "men"))
    assert [paper.title for paper in papers] == ["Of mice", "Of men"]
    assert remarks == ["papers, line 2: the line is longer than 1,000 characters."]


def test_null_bytes_become_spaces(given, read_all):
    papers, remarks = read_all(given(LINE * 30 % (("mice",) * 30) + LINE % "\\u0000men" + LINE % "\x00x"))
    assert papers[-1].title == "Of men"
    assert "line 32: it is not a JSON object" in remarks[0]


def test_a_million_equal_keys_are_one(papers_in):
    (paper,) = papers_in(
        '{"id": "a", "abstract": "A.", ' + '"title": "T",' * 1_000_000 + '"title": "Last"}\n'
    )
    assert paper.title == "Last"
