import pytest

from corpus import read


@pytest.fixture
def given(tmp_path):
    """Writes a file, and gives its path."""

    def write(content, name="papers"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def read_all():
    """Reads a path; gives its papers, and what was said of it."""

    def read_path(path):
        remarks = []
        papers = list(read(path, remarks.append))
        return papers, [str(remark) for remark in remarks]

    return read_path


@pytest.fixture
def papers_in(given, read_all):
    """The papers of a text about which there is nothing to say."""

    def papers(content, name="papers"):
        found, remarks = read_all(given(content, name))
        assert remarks == []
        return found

    return papers
