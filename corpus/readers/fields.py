"""What the makers of JSON call the fields of a paper. A dialect is a file of this folder and a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus.readers import arxiv_metadata, crossref, openalex, semantic_scholar

Fields = Mapping[str, object]


@dataclass(frozen=True)
class Dialect:
    """How an object of one maker is known, and what its fields are in our names."""

    recognises: Callable[[Fields], bool]
    fields: Callable[[Fields], Fields]


DIALECTS = (
    Dialect(openalex.recognises, openalex.fields),
    Dialect(semantic_scholar.recognises, semantic_scholar.fields),
    Dialect(crossref.recognises, crossref.fields),
    Dialect(arxiv_metadata.recognises, arxiv_metadata.fields),
)


def in_our_names(found: Fields) -> Fields:
    """The fields that `corpus.readers.records.to_paper` names, whoever made the object."""
    for dialect in DIALECTS:
        if dialect.recognises(found):
            return dialect.fields(found)
    return found
