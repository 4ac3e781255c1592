"""Kinds of measures that are not one another: a saving of memory is none of time."""

from collections.abc import Collection

from rag.text import stem_set, stems

_KINDS = {
    "time": "latency time speed speedup faster slower fast acceleration accelerate runtime throughput",
    "memory": "memory vram ram",
    "computation": "flops gflops tflops macs compute computation computational",
    "accuracy": "accuracy accurate",
    "perplexity": "perplexity",
    "overlap": "bleu rouge",
    "energy": "energy power watts",
}
_SPOKEN_OF = {
    "time": f"{_KINDS['time']} time-consuming real-time quick quickly rapid rapidly slow slowly efficient"
    " efficiently efficiency cost costly expensive second hour day minute wall-clock decoding inference",
    "memory": f"{_KINDS['memory']} storage footprint gb gigabyte mb megabyte byte cache compress compression"
    " cost",
}
"""By which words a text may speak of time or memory without measuring it."""
_WORDS_FOR = {kind: frozenset(stems(names)) for kind, names in _SPOKEN_OF.items()}
_KIND_OF = {stem: kind for kind, names in _KINDS.items() for stem in stems(names)}


def kinds_of(telling: Collection[str]) -> frozenset[str]:
    """The kinds of measures that some stems name; vague ones, such as performance and cost, name none."""
    return frozenset(_KIND_OF[stem] for stem in telling if stem in _KIND_OF)


def measures_differ(one: Collection[str], other: Collection[str]) -> bool:
    """Whether the stems beside one number and those beside another name measures, and none in common."""
    ours, theirs = kinds_of(one), kinds_of(other)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def measures_the_unspoken(one: Collection[str], text: str) -> bool:
    """Whether the stems beside a number name time or memory, of which a text does not speak at all."""
    spoken = stem_set(text)
    return any(spoken.isdisjoint(_WORDS_FOR[kind]) for kind in kinds_of(one) if kind in _WORDS_FOR)
