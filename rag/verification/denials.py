"""What a text denies, and whether another text says just that."""

import re
from collections import Counter
from dataclasses import dataclass

from rag.text import FUNCTION_WORDS, normalised, stem, stems

PIECE = re.compile(
    r"[;:()]|[.!?](?=\s|$)|,(?!\d)|\b(?:and|while|whereas|but|although|though|yet)\b", re.IGNORECASE
)
"""Where a clause or a member of a list ends."""

_NOTS = r"not(?! only)|never|neither|nor|cannot|\w+n't"
_DENIALS = (
    rf"{_NOTS}|no(?! (?:longer than|fewer|less|more) )|without|none of"
    r"|fails? to|failed to|failure to|unable to|lacks?(?! of)|lacking|absence of"
    r"|free of|eliminat(?:es?|ed|ing)|avoid\w*|removing the need for"
)
_DENIAL = re.compile(rf"\b(?:{_DENIALS})(?!\w)", re.IGNORECASE)
_NEGATION = re.compile(rf"\b(?:{_DENIALS}|lack of|rather than|instead of)(?!\w)|\w+-free\b", re.IGNORECASE)
_NOT = re.compile(rf"\b(?:{_NOTS})(?!\w)", re.IGNORECASE)
_FREE = re.compile(r"\b(\w+)-free\b", re.IGNORECASE)
_NOT_FREE = re.compile(r"(?:\bnot|\bnever|n't)\s+(?:\w+\s+)?(\w+)[- ]free\b", re.IGNORECASE)
"""A denial denied: what is not training-free needs training."""
_LESSENING = re.compile(
    r"\b(?:mitigat\w+|alleviat\w+|reduc\w+|lessen\w*|lower(?:s|ed|ing)|decreas\w+|prevent\w*|remov\w+|replac\w+"
    r"|dispens\w+ with|obviat\w+|overcom\w+|address\w*|avoid\w*|eliminat(?:es?|ed|ing)|lack of)(?!\w)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:unlike|instead of|rather than|in contrast to|as opposed to)\b[^,;:.()]*"
    r"(?:,\s*(?:which|who|whose|where|that)\b[^,;:.()]*)?",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead of|rather than)\b([^,;:.()]*)", re.IGNORECASE)
_THAN = re.compile(r"\b(?:than|compared|unlike|over)\b", re.IGNORECASE)
_END_OF_OBJECT = re.compile(r"\b(?:by|with|using|through|via|when|for|from|to)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:of|in|on|at|by|with|for|from|to|that|which)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+\Z", re.IGNORECASE)
_NEED = re.compile(r"\b(?:requires?|needs?|involves?|relies on|depends on)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_FAINT = {
    *("significantly", "substantially", "considerably", "significant", "additional", "extra", "further"),
    *("also", "both", "even", "any", "actually", "really", "truly"),
}
_HAVING = frozenset(
    stems(
        "require need use rely depend involve have show evidence sign indication proof run conduct perform"
        " carry make do report provide present include contain"
    )
)
_THAT = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:evidence|signs?|indications?|proof|find|found|show\w*|observed?|see|mean|imply|suggest"
    r"|conclude|confirm|prove|believe|clear|true)(?:\s+(?:yet|so far))?\s+(?:that|whether)\s+",
    re.IGNORECASE,
)
"""Between a denial and the clause that it denies: no evidence that."""
_WHETHER = re.compile(r"\bwhether\b", re.IGNORECASE)
_HARM = frozenset(stems("loss drop decline degradation deterioration decrease penalty sacrifice"))
_REACH_OF_HARM = 3


@dataclass(frozen=True)
class _Said:
    """The stems that a text denies, those that it at least lessens or sets aside, and those it affirms."""

    denied: frozenset[str]
    lessened: frozenset[str]
    affirmed: frozenset[str]


def denies(claim: str, sentence: str) -> bool:
    """Whether one denies what the other affirms, and neither does both."""
    ours, theirs = _said(claim), _said(sentence)
    return _denied_in(theirs, ours) or _denied_in(ours, theirs)


def only_asks(claim: str, sentence: str) -> bool:
    """Whether all that a claim says is what a sentence asks: whether it is so."""
    asked = _WHETHER.split(normalised(sentence))[1:]
    said = set(stems(claim))
    return not _WHETHER.search(claim) and any(said <= set(stems(_first(it))) for it in asked)


def only_sets_aside(claim: str, sentence: str) -> bool:
    """Whether a claim affirms what a sentence names only as what is not done: instead of full tuning."""
    plain = normalised(claim)
    if negated(claim) or _LESSENING.search(plain) or _THAN.search(plain):
        return False
    done = set(stems(_INSTEAD.sub(" ", normalised(sentence))))
    aside = [set(stems(found)) - done for found in _INSTEAD.findall(normalised(sentence))]
    return any(words and words <= set(stems(claim)) for words in aside)


def denies_the_unsaid(claim: str, sentence: str) -> bool:
    """Whether a claim denies what a sentence, which denies nothing itself, does not speak of."""
    if negated(sentence) or _LESSENING.search(normalised(sentence)):
        return False
    denied = {word for clause in _NOT.split(_plain(claim))[1:] for word in _object_of_denial(_first(clause))}
    return bool(denied - _HARM) and not denied & set(stems(sentence))


def negated(text: str) -> bool:
    """Whether a text denies something."""
    return bool(_NEGATION.search(normalised(text)))


def needs_what_is_absent(claim: str, abstract: str) -> bool:
    """Whether a claim needs what an abstract is free of: training, where it is training-free."""
    absent = {stem(found[1].casefold()) for found in _FREE.finditer(normalised(abstract))}
    plain = _plain(claim)
    needed = _NEED.search(plain)
    if not absent or not needed or negated(plain):
        return False
    return bool(absent & set(stems(_first(plain[needed.end() :]))))


def _first(text: str) -> str:
    """The first clause, or member of a list."""
    return PIECE.split(text, maxsplit=1)[0]


def _plain(text: str) -> str:
    """A text without a denial of a denial."""
    return _NOT_FREE.sub(r"needs \1", normalised(text))


def _denied_in(one: _Said, other: _Said) -> bool:
    return bool((one.denied & other.affirmed) - one.affirmed - other.denied - other.lessened)


def _said(text: str) -> _Said:
    plain = _ASIDE.sub(" ", _plain(text))
    denied = _denied(plain)
    affirmed = Counter(stems(plain)) - Counter(denied)
    return _Said(frozenset(denied), frozenset(_lessened(plain)), frozenset(affirmed))


def _denied(plain: str) -> list[str]:
    """The first telling word after each denial, and what is not needed."""
    found = [stem(free[1].casefold()) for free in _FREE.finditer(plain)]
    for denial in _DENIAL.finditer(plain):
        found += _object_of_denial(_first(plain[denial.end() :]))
        clause = _THAT.match(plain, denial.end())
        found += stems(_first(plain[clause.end() :])) if clause else []
    return found


def _object_of_denial(piece: str) -> list[str]:
    """What is denied: of an accuracy loss the loss, of what is not needed the need too."""
    telling, near = _telling(piece), _telling(_PREPOSITION.split(piece, maxsplit=1)[0])
    harm = [word for word in near[:_REACH_OF_HARM] if word in _HARM]
    return harm[:1] or telling[: 2 if telling and telling[0] in _HAVING else 1]


def _telling(piece: str) -> list[str]:
    words = [word.casefold() for word in _WORD.findall(piece)]
    return [stem(word) for word in words if word not in FUNCTION_WORDS | _FAINT]


def _lessened(plain: str) -> list[str]:
    """The stems of what is reduced, replaced and the like: "reduces noise", "noise is reduced"."""
    found = []
    for piece in PIECE.split(plain):
        for lessening in _LESSENING.finditer(piece):
            before, after = piece[: lessening.start()], piece[lessening.end() :]
            found += stems(before if _PASSIVE.search(before) else _END_OF_OBJECT.split(after, maxsplit=1)[0])
    return found
