import pytest

from corpus import Library, Paper


@pytest.fixture
def path(tmp_path):
    return tmp_path / "some.sqlite"


@pytest.fixture
def library(path):
    with Library.create(path) as opened:
        yield opened


@pytest.fixture
def lemo():
    return Paper(
        id="lemo",
        title="LeMo: Enabling LEss Token Involvement for MOre Context Fine-tuning",
        abstract="LeMo reduces memory consumption by up to 1.93x. It achieves up to 1.36x speedups.",
        authors=("Tuowei Wang", "Ju Ren"),
        year=2025,
        venue="arXiv",
        url="https://example.org/lemo",
    )


@pytest.fixture
def iapt():
    return Paper(
        id="iapt",
        title="IAPT: Instruction-Aware Prompt Tuning for Large Language Models",
        abstract="Soft prompt tuning is widely studied. IAPT requires only four soft tokens.",
    )


@pytest.fixture
def numbered():
    """Makes papers that differ by a number, which their title and abstract say."""

    def make(count, start=0):
        return [
            Paper(f"p{n}", f"Title number{n}", f"This is abstract number{n}. It says little.")
            for n in range(start, start + count)
        ]

    return make
