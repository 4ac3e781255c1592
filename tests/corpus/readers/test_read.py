import gzip
import logging

import pytest

import corpus.readers
from corpus import ReadError, UnknownFormatError, read, slug, trending_papers_path
from corpus.readers import FORMATS

LINE = '{"id": "a", "title": "T", "abstract": "We saw."}\n'


def test_the_format_is_told_by_content_and_not_by_name(given, read_all):
    papers, _ = read_all(given(LINE, "page.txt"))
    assert papers[0].id == "a"


def test_a_path_may_be_a_string(given):
    assert next(read(str(given(LINE)))).id == "a"


@pytest.mark.parametrize("name", ["papers.jsonl.gz", "papers"])
def test_a_compressed_file_is_read_like_any_other(given, read_all, name):
    papers, bad = read_all(given(gzip.compress(LINE.encode()), name))
    assert [paper.id for paper in papers] == ["a"]
    assert bad == []


def test_the_built_in_page_is_read_when_compressed(given, read_all):
    papers, _ = read_all(given(gzip.compress(trending_papers_path().read_bytes())))
    assert len(papers) == 61


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_text(given, read_all, encoding):
    papers, bad = read_all(given(LINE.replace("T", "Ünïcode 漢字").encode(encoding)))
    assert papers[0].title == "Ünïcode 漢字"
    assert bad == []


def test_a_compressed_file_that_breaks_off_gives_what_was_before(given, read_all):
    lines = "".join(LINE.replace('"a"', f'"{n}{"x" * (n % 97)}"') for n in range(5000))
    papers, bad = read_all(given(gzip.compress(lines.encode())[:-3000]))
    assert 0 < len(papers) < 5000
    assert len(bad) == 1
    assert "breaks off" in bad[0]


def test_a_compressed_file_that_breaks_off_at_once_is_told(given):
    with pytest.raises(UnknownFormatError):
        read(given(gzip.compress(LINE.encode())[:12]))


def test_a_damaged_compressed_file_is_told(given):
    content = bytearray(gzip.compress(LINE.encode() * 100, mtime=0))
    content[12:20] = b"\xff" * 8
    with pytest.raises(ReadError):
        read(given(bytes(content)))


@pytest.mark.parametrize("content", ["", "\n\n  \n", "\ufeff", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_told(given, content):
    with pytest.raises(UnknownFormatError, match="is empty"):
        read(given(content))


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 50,
        b"\x89PNG\r\n\x1a\n" + bytes(1000),
        b"SQLite format 3\x00" + bytes(2000),
        b"%PDF-1.7\n" + b"text " * 500,
        "just a few words",
        "name,year\nLeMo,2025\n",
        "<html><body><p>" + "word " * 500 + "</p></body></html>",
        "[1, 2, 3]",
        "# Readme\n\nThis is a readme and no list of papers.\n\nIt has paragraphs.\n\nAnd more of them.\n",
        "Licence\n\nA first paragraph.\n\nA second one.\n\nA third one.\n\nA fourth one.\n",
    ],
    ids=lambda content: repr(content[:8]),
)
def test_a_file_in_no_known_format_is_told_with_the_known_ones(given, content):
    with pytest.raises(UnknownFormatError, match=r"no format.*JSON Lines"):
        read(given(content))


def test_a_file_that_is_not_there_is_told_at_once(tmp_path):
    with pytest.raises(ReadError, match="No such file"):
        read(tmp_path / "none.jsonl")


def test_a_bad_record_is_logged_where_nobody_asks(given, caplog):
    with caplog.at_level(logging.WARNING):
        papers = list(read(given(LINE + "{\n", "some.jsonl")))
    assert len(papers) == 1
    assert "some.jsonl, line 2:" in caplog.text


def test_a_paper_without_an_id_gets_the_slug_of_its_title(given, read_all):
    papers, _ = read_all(given('{"title": "Of Mice: and Men", "text": "They met."}'))
    assert papers[0].id == "of-mice-and-men" == slug(papers[0].title)


def test_a_title_without_letters_still_gives_an_id(given, read_all):
    papers, _ = read_all(given('{"title": "?!", "text": "One."}\n{"title": "!?", "text": "Two."}'))
    assert all(paper.id for paper in papers)
    assert papers[0].id != papers[1].id


def test_two_papers_of_one_title_are_both_kept(given, read_all):
    lines = '{"title": "Editorial", "text": "One."}\n{"title": "Editorial", "text": "Two."}\n'
    papers, bad = read_all(given(lines))
    assert [paper.abstract for paper in papers] == ["One.", "Two."]
    assert papers[0].id == "editorial"
    assert papers[1].id.startswith("editorial-")
    assert bad == []


def test_a_paper_that_is_repeated_is_the_same_paper(given, read_all):
    papers, bad = read_all(given(LINE * 2))
    assert papers[0] == papers[1]
    assert bad == []


def test_an_id_that_was_given_to_another_paper_is_told(given, read_all):
    papers, bad = read_all(given(LINE + LINE.replace("saw", "heard")))
    assert len(papers) == 1
    assert "line 2" in bad[0]
    assert "'a'" in bad[0]


def test_a_reader_that_is_not_read_to_its_end_leaves_no_file_open(given):
    reader = read(given(LINE + LINE.replace('"a"', '"b"')))
    next(reader)
    reader.close()


def test_every_format_has_a_name_of_its_own():
    assert len({known.name for known in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize(
    ("module", "name", "content"),
    [
        (corpus.readers, "to_paper", LINE + LINE.replace("a", "b", 1)),
        (corpus.readers.jsonl, "in_our_names", LINE + LINE.replace("a", "b", 1)),
        (
            corpus.readers.bibtex,
            "plain",
            "@misc{a, title={T}, abstract={A.}}\n@misc{b, title={T}, abstract={B.}}",
        ),
    ],
)
def test_an_error_that_nobody_foresaw_costs_one_record_and_is_told(
    given, read_all, monkeypatch, module, name, content
):
    errors = [KeyError("2")]
    working = getattr(module, name)
    monkeypatch.setattr(module, name, lambda found: failing(errors, working, found))
    papers, remarks = read_all(given(content))
    assert [paper.id for paper in papers] == ["b"]
    assert remarks == ["papers, line 1: it cannot be read (KeyError: '2')."]


def failing(errors, working, found):
    if errors:
        raise errors.pop()
    return working(found)
