"""The page of abstracts that comes with the package."""

from pathlib import Path


def trending_papers_path() -> Path:
    """The file of the built-in papers: the page of a day's trending papers, 61 of them."""
    from importlib.resources import files

    return Path(str(files("corpus") / "data" / "trending-papers.txt"))
