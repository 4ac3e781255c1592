"""Footnote's answers: every sentence carries a footnote, checked before it is shown.

    import rag

    answer = rag.answer("How much memory does LeMo save?")
    print(answer.text)

Importing this package loads nothing heavy; models, Chroma and LlamaIndex load on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.errors import FootnoteError
    from rag.asking import aanswer, answer, astream, check, search, stream
    from rag.assistant import Assistant, Readiness
    from rag.settings import Settings
    from rag.values import (
        Answer,
        CheckedClaim,
        Citation,
        Claim,
        ClaimChecked,
        Dropped,
        Event,
        Evidence,
        Finished,
        Hit,
        Message,
        Source,
        SourcesFound,
        TextWritten,
    )

_HOMES = {
    "corpus.errors": ["FootnoteError"],
    "rag.values": [
        "Answer", "CheckedClaim", "Citation", "Claim", "ClaimChecked", "Dropped", "Event", "Evidence",
        "Finished", "Hit", "Message", "Source", "SourcesFound", "TextWritten",
    ],
    "rag.asking": ["aanswer", "answer", "astream", "check", "search", "stream"],
    "rag.assistant": ["Assistant", "Readiness"],
    "rag.settings": ["Settings"],
}  # fmt: skip

__all__ = [
    "Answer",
    "Assistant",
    "CheckedClaim",
    "Citation",
    "Claim",
    "ClaimChecked",
    "Dropped",
    "Event",
    "Evidence",
    "Finished",
    "FootnoteError",
    "Hit",
    "Message",
    "Readiness",
    "Settings",
    "Source",
    "SourcesFound",
    "TextWritten",
    "aanswer",
    "answer",
    "astream",
    "check",
    "search",
    "stream",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562)."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(name)
