"""A work of OpenAlex, as its interface and its snapshot give it.

The abstract comes as an inverted index: for each word the places where it stands.
"""

from collections.abc import Mapping

from corpus.readers.objects import inner, items, text
from corpus.readers.tags import without_tags


def recognises(found: Mapping[str, object]) -> bool:
    """Whether an object is a work of OpenAlex."""
    return "abstract_inverted_index" in found or text(found, "id").startswith("https://openalex.org/")


def fields(found: Mapping[str, object]) -> Mapping[str, object]:
    """Its fields in our names."""
    return {
        "id": text(found, "id").rpartition("/")[2],
        "title": without_tags(text(found, "title") or text(found, "display_name")),
        "abstract": without_tags(_abstract(inner(found, "abstract_inverted_index"))),
        "authors": [_name(each) for each in items(found, "authorships")],
        "year": inner(found, "publication_year"),
        "venue": text(found, "primary_location", "source", "display_name")
        or text(found, "host_venue", "display_name"),
        "url": text(found, "primary_location", "landing_page_url"),
        "doi": text(found, "doi"),
    }


def _name(authorship: object) -> str:
    """As OpenAlex knows the author; else as the paper has it."""
    return text(authorship, "author", "display_name") or text(authorship, "raw_author_name")


def _abstract(index: object) -> str:
    """The text of an inverted index. A word without a place is left out."""
    if not isinstance(index, Mapping):
        return ""
    placed = ((place, str(word)) for word in index for place in items(index, word) if isinstance(place, int))
    return " ".join(word for _, word in sorted(placed))
