"""How numbers are written: LaTeX, superscripts, thin spaces and number words brought to plain figures."""

import re

from rag.text import normalised

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_RAISED = re.compile("[\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u207b]+")
_THIN_SPACE = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")
_RAISED_POINT = re.compile(r"(?<=\d)\u00b7(?=\d)")
_VULGAR = str.maketrans({"\u00bd": " half", "\u00bc": " 1/4", "\u00be": " 3/4"})
_COMMAND = re.compile(r"\\[A-Za-z]+|\\[,;:! ]|~")
_BRACE = re.compile(r"[{}$]|\\(?=%)")

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(f"{_ONES} {_TEENS}".split(), 1)} | {
    word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)
}
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_LARGE = "hundred|thousand|million|billion|trillion"
_SPELT = "|".join(sorted(_VALUES, key=len, reverse=True))
_PART = re.compile(
    rf"\b(an?|{_SPELT})[\s-]({'|'.join(_PARTS)})s?(?= of\b|[\s-](?:as|the)\b|[.,;)]|$)", re.IGNORECASE
)
_FOLD = re.compile(rf"\b({_SPELT}|hundred|thousand)[\s-]?fold\b", re.IGNORECASE)
_ARTICLE = re.compile(rf"\ban? (?=(?:{_LARGE})\b)", re.IGNORECASE)
_WORD = re.compile(
    rf"\b({'|'.join(_TENS.split())})[\s-]({'|'.join(_ONES.split())})\b|\b({_SPELT})\b", re.IGNORECASE
)
_MEASURED = re.compile(
    rf"[\s-](?:{_LARGE}|percent|per cent|hours?|minutes?|seconds?|days?|weeks?)\b", re.IGNORECASE
)


def in_plain_figures(text: str) -> str:
    r"""Figures written plainly: 1{,}000 is 1,000, \% is %, × and \times are x, 10⁶ is 10^6."""
    text = _THIN_SPACE.sub("", _INVISIBLE.sub("", text).translate(_VULGAR))
    text = _RAISED_POINT.sub(".", text)
    text = _RAISED.sub(lambda found: f"^{found[0]}", text)
    text = normalised(text).replace("×", "x").replace("\\times", "x")
    return _BRACE.sub("", _COMMAND.sub(" ", text))


def with_words_as_figures(plain: str) -> str:
    """A text whose number words are figures: "twenty-five" is 25, "two thirds" 2/3, "a hundred" 1 hundred.

    "One" stays, for it seldom counts, but before a unit.
    """
    plain = _ARTICLE.sub("1 ", plain)
    plain = _PART.sub(lambda found: f"{_value(found[1])}/{_PARTS[_singular(found[2])]}", plain)
    plain = _FOLD.sub(lambda found: f"{_value(found[1])}-fold", plain)
    return _WORD.sub(lambda found: _figure(found, plain[found.end() :]), plain)


def _figure(found: re.Match[str], following: str) -> str:
    tens, ones, alone = found.groups()
    if tens:
        return str(_value(tens) + _value(ones))
    if alone.casefold() == "one" and not _MEASURED.match(following):
        return found[0]
    return str(_value(alone))


def _value(word: str) -> int:
    return {"a": 1, "an": 1, "hundred": 100, "thousand": 1000}.get(word.casefold()) or _VALUES[
        word.casefold()
    ]


def _singular(part: str) -> str:
    return part.casefold().removesuffix("s") if part.casefold() != "halves" else "halves"
