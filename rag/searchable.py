"""The parts behind an assistant, put together: libraries, indexes, retriever, pipeline, checker."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.filters import EVERYTHING, Filters
from corpus.library import Library
from rag.answering.answerability import shipped_calibrations
from rag.checking import Checker
from rag.pipeline import Pipeline
from rag.retrieval.chroma import chosen_server
from rag.retrieval.hybrid import HybridRetriever
from rag.retrieval.index import PassageIndex
from rag.retrieval.joined import EachWorkOnce, JoinedIndex, JoinedLibrary
from rag.retrieval.narrowed import NarrowedIndex, NarrowedLibrary
from rag.retrieval.served import ServedRetriever
from rag.settings import Settings
from rag.similarity import SentenceVectors
from rag.text import Idf
from rag.verification.verifier import Thresholds, Verifier

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from rag.grounding import Retriever


class Searchable:
    """What an assistant is assembled from once there is an embedding model.

    Args:
        libraries: one, or several that are asked together.
        embedding: embeds passages, sentences and questions.
        settings: where the indexes are kept, and how strict a refusal is.

    Attributes:
        index: of all passages; it is brought in step when it is searched.
        retriever: finds papers among all.
    """

    def __init__(self, libraries: Sequence[Library], embedding: "BaseEmbedding", settings: Settings) -> None:
        self._libraries = len(libraries)
        self._strictness = settings.strictness
        self._vectors = SentenceVectors(embedding)
        held = _joined(libraries, embedding, settings)
        self._library: Library | JoinedLibrary = held[0]
        self.index: PassageIndex | JoinedIndex = held[1]
        self._idf = Idf(self._library)
        self.retriever = self._of_all(hybrid=settings.chroma_hybrid)

    def retriever_of(self, filters: Filters) -> "Retriever":
        """The retriever of the papers that filters let through."""
        if not filters:
            return self.retriever
        library, index = self._library, self.index
        return self._each_once(
            HybridRetriever(NarrowedLibrary(library, filters), NarrowedIndex(library, index, filters))
        )

    def _of_all(self, *, hybrid: bool) -> "Retriever":
        """The retriever of all papers: a distributed Chroma's own, where that is wanted, of one library."""
        library, index = self._library, self.index
        if hybrid and isinstance(library, Library) and isinstance(index, PassageIndex):
            return ServedRetriever(library, index)
        return self._each_once(HybridRetriever(library, index))

    def _each_once(self, retriever: HybridRetriever) -> "Retriever":
        return EachWorkOnce(retriever, self._libraries) if self._libraries > 1 else retriever

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline over all papers, as strict as the settings say."""
        return self._made(self._strictness, EVERYTHING)

    def pipeline_of(self, strictness: float | None, filters: Filters = EVERYTHING) -> Pipeline:
        """The pipeline over the papers that filters let through; what has a default is made once."""
        if strictness is None and not filters:
            return self.pipeline
        return self._made(self._strictness if strictness is None else strictness, filters)

    def _made(self, strictness: float, filters: Filters) -> Pipeline:
        retriever = self.retriever_of(filters)
        return Pipeline(retriever, self._vectors, self._idf, shipped_calibrations(), strictness=strictness)

    @cached_property
    def checker(self) -> Checker:
        """What holds texts against all papers; it asks a chat model of all that is possible."""
        verifier = Verifier(self._vectors, self._idf, Thresholds(thorough=True))
        return Checker(self.retriever, verifier, self._idf)


def _joined(
    libraries: Sequence[Library], embedding: "BaseEmbedding", settings: Settings
) -> tuple[Library, PassageIndex] | tuple[JoinedLibrary, JoinedIndex]:
    """One library and its index as they are; several as one."""
    server = chosen_server(settings)
    indexes = [
        PassageIndex(library, embedding, folder=settings.indexes / library.name, server=server)
        for library in libraries
    ]
    if len(libraries) == 1:
        return libraries[0], indexes[0]
    joined = JoinedLibrary(libraries)
    return joined, JoinedIndex(joined, indexes)
