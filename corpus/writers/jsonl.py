"""JSON Lines: one paper a line, with every field."""

import json
from collections.abc import Iterable, Iterator

from corpus.paper import Paper


def written(papers: Iterable[Paper]) -> Iterator[str]:
    """The lines of a file."""
    return (json.dumps(paper.to_dict(), ensure_ascii=False) + "\n" for paper in papers)
