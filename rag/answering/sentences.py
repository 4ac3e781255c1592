"""A draft cut into sentences."""

from corpus.sentences import sentence_spans
from rag.markup import cleaned


def draft_sentences(draft: str) -> list[str]:
    """The sentences of a draft, line by line, without what the model put around them."""
    lines = draft.split("\n")
    found = (cleaned(line[span.start : span.end]) for line in lines for span in sentence_spans(line))
    return [sentence for sentence in found if sentence]
