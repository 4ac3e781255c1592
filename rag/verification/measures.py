"""Kinds of measures that are not one another: a saving of memory is none of time."""

from collections.abc import Collection

from rag.text import stems

_KINDS = {
    "time": "latency time speed speedup faster slower fast acceleration accelerate runtime throughput",
    "memory": "memory vram ram",
    "computation": "flops gflops tflops macs compute computation computational",
    "accuracy": "accuracy accurate",
    "perplexity": "perplexity",
    "overlap": "bleu rouge",
    "energy": "energy power watts",
}
_KIND_OF = {stem: kind for kind, names in _KINDS.items() for stem in stems(names)}


def kinds_of(telling: Collection[str]) -> frozenset[str]:
    """The kinds of measures that some stems name; vague ones, such as performance and cost, name none."""
    return frozenset(_KIND_OF[stem] for stem in telling if stem in _KIND_OF)


def measures_differ(one: Collection[str], other: Collection[str]) -> bool:
    """Whether the stems beside one number and those beside another name measures, and none in common."""
    ours, theirs = kinds_of(one), kinds_of(other)
    return bool(ours and theirs) and ours.isdisjoint(theirs)
