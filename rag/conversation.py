"""History rewrites the question; it is never evidence.

A question that leans on earlier turns (a pronoun, a fragment, "which of them") is given their subject in
front, so that it can be retrieved and answered on its own.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from rag.text import readable, stems
from rag.values import Message

_SPOKEN_OF = "paper|authors?|method|approach|model|attack|framework|system|technique|algorithm|study|work"
_LEANS = re.compile(
    r"\b(?:it|its|itself|they|them|their|theirs|this|these|he|she|his|her|former|latter"
    r"|the (?:other|first|second|same|third|fourth|fifth|last)|one of them|of the two|the abstract"
    rf"|the (?:{_SPOKEN_OF})|that (?:{_SPOKEN_OF}|one|number|figure|result))\b"
    r"|\bthose\b(?!\W+(?:[\w-]+\W+)?(?:that|which|who|of|in|with|for)\b)"
    r"|\bboth\b(?!(?:\W+[\w-]+){1,4}\W+and\b)"
    r"|\bthat\W*$|^\W*(?:(?:and|so|but|is|was|does|did|how is|why is|how does|why does)\W+)*that\b",
    re.IGNORECASE,
)
"""A word for what was spoken of; "that" joins clauses more often than it is one."""
_DEFINITION = re.compile(
    r"^\W*(?:what|who)\W+(?:is|are|was|were)\W+(?!(?:the|its?|their|his|her|they|this|that|these|those)\b)\w",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    r"^\W*(?:(?:ok|okay|thanks|no|then)\W+)*(?:and|but|so|also|only|what about|how about|why|how so"
    r"|tell me more|more|go on|explain|elaborate|really|are you sure|which of|in what way|for example|such as"
    r"|compared)\b|\bthan what\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:they|them|these|those|both|all|which of|each|either|neither|compare)\b", re.IGNORECASE
)
_OTHER = re.compile(r"\bI meant\b.*\bother\b|\bthe other (?:one|paper|method)\b", re.IGNORECASE)
_CORRECTION = re.compile(r"\bI meant\b|^(?:\W*(?:no|not that|sorry))*\W*the other \w+\W*$", re.IGNORECASE)
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}
_PLACE = re.compile(
    rf"\b({'|'.join(_PLACES)}) (?:of (?:them|these|those)|(?:one|paper|method|work|study)\b)", re.IGNORECASE
)
"""One of several papers, by its place among them."""
_PAIR = re.compile(
    r"\bof the(?:se|m)? two\b|\b(?:both|either|neither) of (?:them|these|those)\b"
    r"|\b(?:both|the two|these two|those two) (?:approaches|methods|papers|works)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:it|its|that|this|they|them|their)\b(?=.*\b(?:against|compare[ds]?|comparison|differ(?:s|ent)?"
    r"|than|unlike|versus|vs)\b)"
    r"|\b(?:against|compare[ds]?|comparison|contrast|than)\b.*?\b(?:it|that|this|them)\b",
    re.IGNORECASE,
)
"""What was spoken of, set beside a paper that the question names."""
_BARE_WHY = re.compile(r"^\W*(?:(?:and|but|so|ok|okay|then)\W+)*(?:why|how come|how so)\b", re.IGNORECASE)
_REMEDY = re.compile(
    r"\b(?:address|avoid|counter|fix|mitigate|overcome|prevent|remedy|resolve|solve|tackle)(?:e?[sd]|ing)?"
    r"\W+(?:it|that|these|this|those)\W*$"
    r"|\b(?:cure|remedy|solution) (?:against|for|to) (?:it|that|these|this|those)\W*$",
    re.IGNORECASE,
)
"""What "that" stands for here is a trouble that was told of, and no paper."""
_TURNS_READ = 10
_NAMES_CARRIED = 6
_FEW_STEMS = 2
_STEMS_OF_A_BARE_WHY = 3

NamesOf = Callable[[str], Sequence[str]]
"""From a text to the papers' own names in it, in order."""


def leans_on_history(question: str) -> bool:
    """Whether a question can only be understood from what was said before."""
    short = len(set(stems(question))) <= _FEW_STEMS and not _DEFINITION.search(question)
    return bool(_LEANS.search(question) or _FRAGMENT.search(question) or short)


def standalone(question: str, history: Sequence[Message], named_in: NamesOf, told_in: NamesOf) -> str:
    """The question with the subject of the conversation in front, where it needs one.

    Args:
        question: the newest one.
        history: the earlier turns, oldest first.
        named_in: the papers that a question speaks of by name.
        told_in: the papers that an earlier turn speaks of, be it only in their words.
    """
    if not history or not leans_on_history(question):
        return question
    turns = [
        Message(role=turn["role"], content=readable(turn["content"])) for turn in history[-2 * _TURNS_READ :]
    ]
    if named := named_in(question):
        return _beside(question, named, turns, told_in)
    return _of_what_was_told(question, turns, cache(told_in))


def _beside(question: str, named: Sequence[str], turns: Sequence[Message], told_in: NamesOf) -> str:
    """A question that names a paper; with the one spoken of in front, if a word before it stands for that."""
    beside = _BESIDE.search(question)
    if not beside or len(named) > 1 or beside.start() > question.casefold().find(named[0].casefold()):
        return question
    return _under([name for name in _latest_names(turns, told_in) if name not in named][:1], question)


def _of_what_was_told(question: str, turns: Sequence[Message], told_in: NamesOf) -> str:
    asked = [turn["content"] for turn in turns if turn["role"] == "user"]
    if _OTHER.search(question) and asked:
        latest = _latest_names(turns, told_in)[:1]
        return _of_the_other(question, asked[-1], _all_names(turns, told_in), latest)
    place = _PLACE.search(question)
    if place and len(several := _several(turns, told_in)) > 1:
        return _under(several[_PLACES[place[1].lower()] :][:1], question)
    if _PAIR.search(question):
        return _under(_pair(turns, told_in), question)
    names = [] if _CORRECTION.search(question) else _latest_names(turns, told_in)
    if names:
        asks = f"{asked[-1]} {question}" if asked and _is_about_what_was_told(question) else question
        return _under(names if _PLURAL.search(question) else names[:1], asks)
    return f"{asked[-1]} {question}" if asked else question


def _is_about_what_was_told(question: str) -> bool:
    """Whether a question asks for the reason or the remedy of what was told, and does not say of what."""
    why = bool(_BARE_WHY.search(question)) and len(set(stems(question))) <= _STEMS_OF_A_BARE_WHY
    return why or bool(_REMEDY.search(question))


def _of_the_other(question: str, before: str, spoken: Sequence[str], latest: Sequence[str]) -> str:
    """The question about the paper that was spoken of before the latest one; a correction asks anew."""
    other = [name for name in spoken if name not in latest][-1:]
    if not _CORRECTION.search(question):
        return _under(other, question)
    if other and latest and latest[0] in before:
        return before.replace(latest[0], other[0])
    return _under(other, before)


def _several(turns: Sequence[Message], names_of: NamesOf) -> list[str]:
    """The papers of the latest turn that lists some, one to a line; else all that were spoken of."""
    for turn in reversed(turns):
        listed = [name for line in turn["content"].splitlines() for name in names_of(line)[:1]]
        if len(set(listed)) > 1:
            return list(dict.fromkeys(listed))
    return _all_names(turns, names_of)


def _pair(turns: Sequence[Message], names_of: NamesOf) -> list[str]:
    """The two papers that were spoken of last, in the order in which they were."""
    latest_first = [name for turn in reversed(turns) for name in reversed(names_of(turn["content"]))]
    return list(dict.fromkeys(latest_first))[:2][::-1]


def _under(names: Sequence[str], question: str) -> str:
    return f"{', '.join(names)}: {question}" if names else question


def _latest_names(turns: Sequence[Message], names_of: NamesOf) -> list[str]:
    found = (list(dict.fromkeys(names_of(turn["content"]))) for turn in reversed(turns))
    return next(filter(None, found), [])[:_NAMES_CARRIED]


def _all_names(turns: Sequence[Message], names_of: NamesOf) -> list[str]:
    return list(dict.fromkeys(name for turn in turns for name in names_of(turn["content"])))
