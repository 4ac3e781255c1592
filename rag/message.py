"""What a message asks, apart from what it tells the answerer to do.

"Reply in rhymes. How large is X?" asks how large X is. How an answer is made is not for a message to say, and
words that say it would only be sought in the papers; so would those of a cipher or of another language.
"""

import re
from collections.abc import Sequence

from corpus.sentences import sentence_spans
from rag.text import FUNCTION_WORDS, UNKNOWN, Idf, stem_set, words

_WH = r"(?:what|which|who|whose|whom|when|where|why|how)\b"
_PREPOSITION = r"(?:about|against|along|among|at|between|by|for|from|in|into|of|on|over|to|under|with|within)"
_REQUEST = (
    r"(?:compare|define|describe|explain|find|give me|list|name|show me|summari[sz]e|tell me"
    rf"|say (?={_WH})"
    r"|(?:i|we)(?:['’]d like| (?:(?:also|just|really|only|actually) )?(?:need|want)| would like) to know)\b"
)
_WHEN_DONE = r"(?:(?:after|once|when) [^,;:.?]{1,60},\s*)"
_ASKS = re.compile(
    rf"\?[\s\"'”’)\]]*$|^\W*{_WHEN_DONE}?"
    r"(?:(?:and|but|also|finally|lastly|next|now|ok|okay|please|so|then)\W+)*"
    rf"(?:(?:{_PREPOSITION}\s+)?{_WH}|{_REQUEST})",
    re.IGNORECASE,
)
_BEGINS_TO_ASK = re.compile(
    rf"(?:[:;]|\s[-–—]\s|,\s*(?:and|but|so|then)\b|\band then\b)"
    rf"\s*(?=(?:tell me\s+)?(?:{_PREPOSITION}\s+)?{_WH})",
    re.IGNORECASE,
)
_AFTER_A_QUESTION = re.compile(r"(?<=\?)\s+")
_MANNER = (
    r"(?:after that|also|always|and|do not|don['’]t|first|from now on|important|instead|just|never|next|now"
    r"|only|please|remember|simply|then)"
)
_ORDERS = (
    "act as|answer|append|begin|cite|close|confirm|copy|declare|decode|disregard|drop|echo|emit|end|execute"
    "|finish|follow|forget|format|hide|ignore|include|insert|invent|leave out|obey|open|output|override|paste"
    "|prefix|prepend|pretend|print|put|quote|recommend|render|repeat|reply|respond|return|reveal|role-?play|run"
    "|say|sign|speak|start|talk|translate|type|wrap|write"
)
_STATES = r"(?!(?:\s+[\w-]+){0,2}?\s+(?:is|are|was|were|has|have|can|seems?|matters?|makes?|needs?|takes?)\b)"
"""Not "prefix tuning is …", which tells something, and orders nothing."""
_FIRST_OF_ALL = r"(?:(?:before|after|once|when) (?:(?!\?)[\w\s'’]){1,40}?\W+)"
_ORDER = re.compile(
    rf"^\W*(?:[\w\s]{{1,30}}:\W*)?{_FIRST_OF_ALL}?"
    rf"(?:{_MANNER}\W+)*(?:(?:{_ORDERS})\b{_STATES}|let \w+ (?:=|be\b))",
    re.IGNORECASE,
)
_TO_THE_ANSWERER = re.compile(
    r"\byou(?:['’]re| are) (?:now|no longer|an?)\b|\byou (?:must|shall|will|should|can['’]t|cannot)\b"
    r"|\b(?:asks?|demands?|insists?|needs?|orders?|tells?|wants?) (?:that )?you\b"
    r"|\b(?:output|answer|reply|response) (?:format|language|style)\b|\bnothing but\b"
    r"|\b(?:and|so|then)\W+(?:close|end|finish|reply|respond|sign off) (?:as|with)\b"
    r"|\bany (?:ai|assistant|bot|chatbot|model)\b.{0,40}\b(?:must|shall|should)\b|\bfrom now on\b"
    r"|\btell (?:the|your) (?:reader|user)s?\b"
    r"|\bcite (?:all|each|every|everything|nothing|only)\b|\bdo (?:it|that|this) first\b"
    r"|\b(?:answer|reply|response) to (?:\w+ )?(?:advertise|end|mention|open|promote|recommend|start)\b"
    r"|\byou are [\w-]+ now\b|\b(?:audit|debug|developer|god|maintenance) mode\b"
    r"|\b(?:all|each|every) sentences? (?:\w+ ){1,3}?(?:begin|close|end|open|start)\b"
    r"|\byour (?:\w+ ){0,2}(?:answers?|guidelines|instructions?|prompt|reply|replies|responses?|rules)\b"
    r"|\b(?:all|any|each|every) (?:\w+ )?(?:answers?|reply|replies|responses?|outputs?)\b"
    r"|\b(?:system|developer) (?:message|note|override|prompt|update)\b|\bpolicy update\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"<\|[^<>|]{0,40}\|>(?:system|user|assistant)?|<</?SYS>>|\[/?INST\]|^#{2,}|#{3,}"
    r"|</?(?:assistant|excerpt|instructions?|prompt|question|system|user)>",
    re.IGNORECASE,
)
"""Marks by which a program tells a model who speaks."""
_MEANS = re.compile(r"\bI meant?\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"<!--.*?(?:-->|$)|```.*?(?:```|$)|<([a-z][\w-]*)\b[^<>]*>.*?</\1>|!\[[^\]]*\]\([^)]*\)"
    r"|\[(?-i:[A-Z]+_[A-Z_]+)\b[^\]]*\]|\[\[.*?\]\]",
    re.IGNORECASE | re.DOTALL,
)
"""Comments, code, elements with what they hold, pictures, and what calls itself the output of a tool."""
_SPEAKER = re.compile(r"^(?:ai|assistant|a|bot):.*$|^(?:human|q|system|user):", re.IGNORECASE | re.MULTILINE)
"""A transcript: what is said in the answerer's name, and who else is said to speak."""


STRANGE, STRANGE_AND_FOREIGN = 0.6, 0.5
"""A sentence more than this share of whose telling words stand in no paper tells nothing of the matter."""
GRAMMAR = 0.15
"""Of English text that is prose, more than this share of the words are function words."""


def question_in(message: str, idf: Idf) -> str:
    """A message without the sentences that are beside the question; all of it if it asks nothing.

    Beside it are those that tell the answerer what to do, and those whose words no paper has. What else a
    message tells stays, as it may be what the question is about.

    Args:
        message: what was typed.
        idf: how telling a word is in the library.
    """
    unruled = _CONTROL.sub("\n\n", message)
    plain = _SPEAKER.sub("\n\n", _MARKUP.sub("\n\n", unruled))
    pieces = [piece for sentence in _sentences(plain) for piece in _pieces(sentence, idf)]
    if not any(map(_asks, pieces)):
        return message
    kept = [piece for piece in pieces if _asks(piece) or not _is_beside(piece, idf)]
    return " ".join(kept) if len(kept) < len(pieces) or plain != unruled else message


def asking_part(question: str) -> str:
    """The sentences of a question that ask, without what they are put after; all of it if none does."""
    spans = sentence_spans(question)
    return " ".join(filter(_asks, (question[span.start : span.end] for span in spans))) or question


def _sentences(message: str) -> list[str]:
    lines = message.split("\n\n")
    sentences = (line[span.start : span.end] for line in lines for span in sentence_spans(line))
    parts = (part for sentence in sentences for part in _AFTER_A_QUESTION.split(sentence))
    return [part for part in parts if words(part)]


def _pieces(sentence: str, idf: Idf) -> Sequence[str]:
    """What is beside a question, and the question after it, of one sentence; any other sentence whole."""
    begin = _BEGINS_TO_ASK.search(sentence)
    if begin and _is_beside(sentence[: begin.start()], idf):
        return sentence[: begin.start()], sentence[begin.end() :]
    return (sentence,)


def _asks(piece: str) -> bool:
    return bool(_ASKS.search(piece))


def _is_beside(piece: str, idf: Idf) -> bool:
    return _instructs(piece) or (_is_strange(piece, idf) and not _MEANS.search(piece))


def _instructs(piece: str) -> bool:
    return bool(_ORDER.search(piece) or _TO_THE_ANSWERER.search(piece))


def _is_strange(piece: str, idf: Idf) -> bool:
    weights = idf.weights(stem_set(piece)).values()
    strange = sum(weight == UNKNOWN for weight in weights)
    return strange > (STRANGE_AND_FOREIGN if _is_foreign(piece) else STRANGE) * len(weights)


def _is_foreign(piece: str) -> bool:
    written = words(piece.casefold())
    return sum(word in FUNCTION_WORDS for word in written) < GRAMMAR * len(written)
