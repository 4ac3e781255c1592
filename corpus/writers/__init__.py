"""Papers into files. A format is a file of this folder and a line of `WRITERS`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from corpus.paper import Paper
from corpus.writers import bibtex, jsonl, ris

Writer = Callable[[Iterable[Paper]], Iterator[str]]

WRITERS: Mapping[str, Writer] = MappingProxyType(
    {"jsonl": jsonl.written, "bib": bibtex.written, "ris": ris.written}
)
"""What makes the text of a file from papers, piece by piece, by the ending of the file's name."""
