"""The product's three ways of searching, over a library of a workspace."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from evals.ranking import Ranking
from evals.retrieval import Search
from evals.workspace import Workspace
from rag.progress import Report, unreported

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding


@contextmanager
def three_searches(
    workspace: Workspace, embedding: "BaseEmbedding", report: Report = unreported
) -> Iterator[dict[str, Search]]:
    """Fused, by words alone, by meaning alone; the papers are indexed first.

    Raises:
        IndexUnavailableError: Chroma cannot be opened.
        ModelError: the embedding model failed.
    """
    from rag.assistant import Assistant
    from rag.retrieval.index import PassageIndex

    settings = workspace.settings
    library = workspace.library()
    folder = settings.indexes / "dense"
    with (
        closing(Assistant(library, embedding=embedding, llm=None, settings=settings)) as assistant,
        closing(PassageIndex(library, embedding, folder=folder)) as index,
    ):
        assistant.prepare_search(report)
        index.refresh()  # a second one, of the vectors that the library now has

        def fused(query: str, limit: int) -> Ranking:
            return [hit.paper.id for hit in assistant.search(query, limit)]

        def lexical(query: str, limit: int) -> Ranking:
            return [match.paper_id for match in library.search(query, limit)]

        def dense(query: str, limit: int) -> Ranking:
            return [match.paper_id for match in index.search(query, limit)]

        yield {"fused": fused, "lexical": lexical, "dense": dense}
