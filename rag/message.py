"""What a message asks, apart from what it tells the answerer to do.

"Reply in rhymes. How large is X?" asks how large X is. How an answer is made is not for a message to say, and
words that say it would only be sought in the papers.
"""

import re
from collections.abc import Sequence

from corpus.sentences import sentence_spans

_WH = r"(?:what|which|who|whose|whom|when|where|why|how)\b"
_PREPOSITION = r"(?:about|against|among|at|between|by|for|from|in|into|of|on|over|to|under|with|within)"
_REQUEST = r"(?:compare|define|describe|explain|find|give me|list|name|show me|summari[sz]e|tell me)\b"
_ASKS = re.compile(
    rf"\?[\s\"'”’)\]]*$|^\W*(?:(?:and|but|also|now|ok|okay|please|so|then)\W+)*(?:(?:{_PREPOSITION}\s+)?{_WH}|{_REQUEST})",
    re.IGNORECASE,
)
_BEGINS_TO_ASK = re.compile(
    rf"(?:[:;]|,\s*(?:and|but|so|then)\b|\band then\b)\s*(?=(?:tell me\s+)?(?:{_PREPOSITION}\s+)?{_WH})",
    re.IGNORECASE,
)
_MANNER = r"(?:always|do not|don['’]t|first|from now on|instead|just|never|now|only|please|simply|then|and)"
_ORDERS = (
    "act as|answer|append|begin|cite|close|confirm|copy|decode|disregard|echo|emit|end|execute|finish|follow"
    "|forget|format|ignore|include|insert|obey|open|output|override|prefix|prepend|pretend|print|put|quote|render"
    "|repeat|reply|respond|return|reveal|role-?play|say|sign|speak|start|talk|translate|wrap|write"
)
_STATES = r"(?!(?:\s+[\w-]+){0,2}?\s+(?:is|are|was|were|has|have|can|seems?|matters?|makes?|needs?|takes?)\b)"
"""Not "prefix tuning is …", which tells something, and orders nothing."""
_ORDER = re.compile(rf"^\W*(?:[\w\s]{{1,30}}:\W*)?(?:{_MANNER}\W+)*(?:{_ORDERS})\b{_STATES}", re.IGNORECASE)
_TO_THE_ANSWERER = re.compile(
    r"\byou(?:['’]re| are) (?:now|no longer|an?)\b|\byou (?:must|shall|will|should|can['’]t|cannot)\b"
    r"|\byour (?:\w+ )?(?:answers?|guidelines|instructions?|prompt|reply|replies|responses?|rules)\b"
    r"|\b(?:all|any|each|every) (?:\w+ )?(?:answers?|reply|replies|responses?|outputs?)\b"
    r"|\b(?:system|developer) (?:message|prompt|note|update)\b|\bpolicy update\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"<\|[^<>|]{0,40}\|>(?:system|user|assistant)?|<</?SYS>>|</?excerpt>|\[/?INST\]", re.IGNORECASE
)
"""Marks by which a program tells a model who speaks."""


def question_in(message: str) -> str:
    """A message without the sentences that only tell the answerer what to do; all of it if it asks nothing.

    What it tells of the matter stays, as it may be what a question is about.
    """
    pieces = [piece for sentence in _sentences(message) for piece in _pieces(sentence)]
    if not any(map(_asks, pieces)):
        return message
    kept = [piece for piece in pieces if _asks(piece) or not _instructs(piece)]
    return " ".join(kept) if len(kept) < len(pieces) else message


def _sentences(message: str) -> list[str]:
    lines = _CONTROL.sub("\n\n", message).split("\n\n")
    return [line[span.start : span.end] for line in lines for span in sentence_spans(line)]


def _pieces(sentence: str) -> Sequence[str]:
    """An order and the question that follows it in one sentence; any other sentence whole."""
    begin = _BEGINS_TO_ASK.search(sentence)
    if begin and _instructs(sentence[: begin.start()]):
        return sentence[: begin.start()], sentence[begin.end() :]
    return (sentence,)


def _asks(piece: str) -> bool:
    return bool(_ASKS.search(piece))


def _instructs(piece: str) -> bool:
    return bool(_ORDER.search(piece) or _TO_THE_ANSWERER.search(piece))
