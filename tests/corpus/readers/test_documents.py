"""Folders, archives and compressed files, and what is done to harm with them."""

import gzip
import io
import os
import zipfile

import pytest

from corpus import ReadError, UnknownFormatError, read
from corpus.readers import inflation

LINE = '{"id": "a", "title": "T", "abstract": "We saw."}\n'
OTHER = LINE.replace('"a"', '"b"')


def archive(*members, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as file:
        for name, text in members:
            file.writestr(name, text)
    return content.getvalue()


def ids(papers):
    return [paper.id for paper in papers]


def test_all_files_of_an_archive_are_read(given, read_all):
    members = ("sub/b.jsonl.gz", gzip.compress(OTHER.encode())), ("a.jsonl", LINE), ("sub/", "")
    papers, remarks = read_all(given(archive(*members), "papers.zip"))
    assert (ids(papers), remarks) == (["a", "b"], [])


@pytest.mark.parametrize("packed", ["plain", "gzip", "zip", "folder"])
def test_the_share_that_was_read_rises_to_the_whole(given, packed):
    text = "".join(
        LINE.replace('"a"', f'"{n}"').replace("saw", f"saw {os.urandom(40).hex()}") for n in range(4_000)
    )
    contents = {
        "plain": (text, "papers.jsonl"),
        "gzip": (gzip.compress(text.encode()), "papers.jsonl.gz"),
        "zip": (archive(("a.jsonl", text), ("b.jsonl.gz", gzip.compress(OTHER.encode()))), "papers.zip"),
        "folder": (text, "folder/papers.jsonl"),
    }
    path = given(*contents[packed])
    shares = []
    for _ in read(path.parent if packed == "folder" else path, reached=shares.append):
        pass
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert 0.4 < shares[2_000] < 0.6
    assert 0.95 < shares[-1] <= 1.0


def test_all_files_of_a_folder_are_read_and_hidden_ones_are_not(given, read_all):
    given(LINE, "folder/a.jsonl")
    given(archive(("b.jsonl", OTHER)), "folder/more/b.zip")
    given("x", "folder/.git/config")
    given("x", "folder/__MACOSX/x")
    path = given("\x89PNG", "folder/photo.png").parent
    papers, remarks = read_all(path)
    assert ids(papers) == ["a", "b"]
    assert remarks == ["folder/photo.png: it is in no format that can be read."]


def test_a_text_file_of_a_folder_is_a_paper(given, read_all):
    given("Of mice\nand men", "folder/one.txt")
    given("Of cats\n\nWe saw\nmany.\n\nAnd more.\n", "folder/two.txt")
    given("We saw dogs. They are good.", "folder/of-dogs.txt")
    path = given("", "folder/zero.txt").parent
    papers, remarks = read_all(path)
    assert [(paper.id, paper.title, paper.abstract) for paper in papers] == [
        ("of-dogs", "of dogs", "We saw dogs. They are good."),
        ("one", "Of mice", "and men"),
        ("two", "Of cats", "We saw many.\nAnd more."),
    ]
    assert remarks == ["folder/zero.txt: it is empty."]


def test_a_record_of_an_archive_is_named_with_its_file(given, read_all):
    _, remarks = read_all(given(archive(("x/a.jsonl", LINE + "{\n")), "papers.zip"))
    assert remarks[0].startswith("papers.zip/x/a.jsonl, line 2: it is not a JSON object")


def test_a_path_that_leads_out_of_the_archive_leads_nowhere(given, read_all, tmp_path):
    tricks = ("../../up.jsonl", LINE), ("/etc/root.jsonl", OTHER), ("a\x1b[2J.jsonl", "{")
    before = set(tmp_path.iterdir())
    papers, _ = read_all(given(archive(*tricks), "papers.zip"))
    assert sorted(ids(papers)) == ["a", "b"]
    assert set(tmp_path.iterdir()) == before | {tmp_path / "papers.zip"}


def test_a_link_in_an_archive_is_not_followed(given):
    link = zipfile.ZipInfo("link.jsonl")
    link.external_attr = 0o120777 << 16
    with pytest.raises(UnknownFormatError, match="holds no files"):
        read(given(archive((link, "/etc/passwd"))))


@pytest.mark.parametrize("broken", [b"PK\x03\x04" + b"abc" * 500, archive(("a.jsonl", LINE))[:-30]])
def test_a_broken_archive_is_told(given, read_all, broken):
    with pytest.raises(ReadError, match=r"broken|damaged"):
        read(given(broken))
    path = given(broken, "folder/broken.zip").parent
    given(LINE, "folder/x.jsonl")
    papers, remarks = read_all(path)
    assert ids(papers) == ["a"]
    assert "broken.zip: it cannot be opened" in remarks[0]


def test_an_archive_under_a_password_is_told(given):
    content = bytearray(archive(("a.jsonl", LINE), method=zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    with pytest.raises(UnknownFormatError, match="password"):
        read(given(bytes(content)))


@pytest.mark.parametrize("content", [archive(), b""])
def test_what_holds_nothing_is_told(given, content):
    with pytest.raises(UnknownFormatError, match=r"no files|empty"):
        read(given(content))


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(UnknownFormatError, match=r"folder .* holds no files"):
        read(tmp_path)


def test_what_is_no_file_on_disk_is_told(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="not a file on disk"):
        read(tmp_path / "pipe")


@pytest.fixture
def small_limits(monkeypatch):
    monkeypatch.setattr(inflation, "_UNSUSPECTED", 1_000_000)


BOMB = LINE + " " * 5_000_000 + "\n" + OTHER


@pytest.mark.parametrize("content", [gzip.compress(BOMB.encode()), archive(("a", BOMB))])
def test_a_bomb_is_left_where_it_begins_to_blow_up(given, read_all, small_limits, content):
    papers, remarks = read_all(given(content))
    assert ids(papers) == ["a"]
    assert "breaks off here (it inflates to more than 100 times its size)" in remarks[0]


def test_no_file_inflates_without_end(given, read_all, monkeypatch):
    monkeypatch.setattr(inflation, "LARGEST_SIZE", 500_000)
    papers, remarks = read_all(given(gzip.compress(BOMB.encode())))
    assert ids(papers) == ["a"]
    assert "inflates to more than" in remarks[0]


def test_an_archive_whose_files_lie_over_each_other_is_refused(given):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as file:
        file.writestr("a.jsonl", LINE * 50)
        file.filelist *= 20
    with pytest.raises(ReadError, match="over each other"):
        read(given(content.getvalue()))
