"""Quantities in their normal form, so that 1.8X, 1.8× and 1.8 times are one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rag.names import folded, runs
from rag.text import FUNCTION_WORDS
from rag.verification.numerals import in_plain_figures, with_words_as_figures

COUNTED = "#"
"""The kind of a number that counts things: 64 heads."""
BARE = "~"
"""The kind of a unit's number as it stands, 5 of 5 hours: it is that of a number without a unit."""
_LONGEST_SYMBOL = 3
_DECADE = 4

_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SUFFIXES = {"k": 3, "m": 6, "b": 9, "bn": 9, "t": 12, "tn": 12}
_SIZES: dict[str, dict[str, str]] = {
    "%": {"%": "1", "percent": "1", "pp": "1", "point": "1"},
    "x": {"x": "1", "times": "1", "fold": "1"},
    "second": {
        "ns": "1e-9", "us": "1e-6", "\u03bcs": "1e-6", "ms": "1e-3", "s": "1", "sec": "1", "min": "60",
        "h": "3600", "hr": "3600", "microsecond": "1e-6", "millisecond": "1e-3", "second": "1",
        "minute": "60", "hour": "3600", "day": "86400", "week": "604800",
    },
    "month": {"month": "1", "year": "12"},
    "byte": {
        "KB": "1e3", "MB": "1e6", "GB": "1e9", "TB": "1e12", "byte": "1", "kilobyte": "1e3",
        "megabyte": "1e6", "gigabyte": "1e9", "terabyte": "1e12",
    },
    "bit": {"bit": "1"},
    "hertz": {"Hz": "1", "kHz": "1e3", "MHz": "1e6", "GHz": "1e9"},
    "gram": {"\u03bcg": "1e-6", "mg": "1e-3", "g": "1", "kg": "1e3"},
    "metre": {"nm": "1e-9", "\u03bcm": "1e-6", "mm": "1e-3", "cm": "1e-2", "km": "1e3"},
    "litre": {"ml": "1e-3", "mL": "1e-3"},
}  # fmt: skip
_UNITS = {name: (Decimal(size), kind) for kind, sizes in _SIZES.items() for name, size in sizes.items()}
_IDIOMS: dict[str, str] = {
    r"half": "50% 0.5", r"halv(?:e[sd]?|ing)": "50% 2x", r"twice|doubl(?:e[sd]?|ing)": "2x 100%",
    r"thrice|tripl(?:e[sd]?|ing)": "3x 200%", r"quadrupl(?:e[sd]?|ing)": "4x 300%", r"quarter": "25%",
    r"dozen": "12",
}  # fmt: skip

_NUMBER = r"\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,20})?|\d{0,20}\.?\d{1,20}(?:e[-+]?\d{1,3}(?!\w))?"
_NOT_INSIDE = r"(?<![^\W\u3040-\u9fff\uac00-\ud7af])(?<!\d[.,^])(?<!\^)(?<!\^-)"
_FIGURE = re.compile(
    rf"{_NOT_INSIDE}(?P<number>\d{{1,4}}/\d{{1,4}}(?![\d/])|(?:(?:{_NUMBER})\s?x\s?)?10\^-?\d{{1,3}}|{_NUMBER})(?!\.?\d)"
    r"(?P<rest>\s?-?(?P<unit>%|(?!x\d)(?!(?<=\s)x\s\d)[^\W\d_]+)(?:[\s-](?P<noun>[^\W\d_]+))?)?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:-|\s-\s|\sto\s)(?:{_NUMBER})\s?-?(?P<unit>%|x(?!\w)|times|fold|percent|[kmbt](?!\w))", re.IGNORECASE
)
_IDIOM = re.compile(r"\b(?:" + "|".join(f"({pattern})" for pattern in _IDIOMS) + r")\b", re.IGNORECASE)
_ENUMERATOR = re.compile(
    r"\(\d{1,2}\)|\b(?:fig(?:ure)?s?|tab(?:le)?s?|sec(?:tion)?s?|eq(?:uation)?s?|appendix|chapter)\b\.?\s*\d+(?:\.\d+)*",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<![\w.])(?!(?:sub|pre|post|non|up|over|near|under|below|above|mid|only|about)-)"
    r"(?=[^\W\d_\u3040-\u9fff\uac00-\ud7af])[\w@]+(?:[-.@/+:][^\W]+)*"
)
_FACTOR_FIRST = re.compile(r"(?<![\w.])(?<!\d\s)x\s?(\d+(?:\.\d+)?)(?![\w.])", re.IGNORECASE)
_TWO_WORDS = re.compile(r"percentage[\s-]points?|per cent\b|percentage(?= of)", re.IGNORECASE)
_DIGITS = re.compile(r"(\d+(?:\.\d+)?)([kmbt](?!\w))?", re.IGNORECASE)
_COUNTED_IN_MILLIONS = re.compile(
    r"(?:[\s-](?!(?:and|or|on|with|of|for|to|from|in|by)\b)[a-z]+){0,2}?[\s-]"
    r"(?:(?P<parameter>param(?:eter)?|weight)|(?P<token>token)|(?P<word>word)|(?P<image>image|picture|photo)"
    r"|(?P<sentence>sentence)|(?P<document>document)|(?P<dollar>dollar)|(?P<flop>flop))s?\b",
    re.IGNORECASE,
)
"""What a scaled number may be of: 7B parameters are not 7B training tokens."""
_OF = re.compile(
    r"(?<![\w.,/])(\d{1,4}) (?:out )?of (?:the |all )?(\d{1,4})(?![\w,/]|\.\d|\s?%)", re.IGNORECASE
)
_FRACTION = re.compile(r"(?<![\w.,/])(\d{1,4})/(\d{1,4})(?![\w,/]|\.\d)")
_CAPITAL_NEXT = re.compile(r"[\s-]+[A-Z]")
_WORD_BEFORE = re.compile(r"([A-Z][\w-]*)\s\Z")

Form = tuple[Decimal, str]


@dataclass(frozen=True)
class Quantity:
    """A number as written, and its normal forms: pairs of value and kind.

    A kind is "%" for shares, "x" for factors, a unit's name, `COUNTED`, or "" where nothing is named.
    `start` and `end` are its place in the text that `in_words` gave; `name` is the number with a capitalised
    word before it, folded, for it may be a name's (Llama 2). A fraction (2/3) is as precise as one wants.
    """

    written: str
    forms: tuple[Form, ...]
    start: int = 0
    end: int = 0
    name: str = ""
    fraction: bool = False

    def __str__(self) -> str:
        return self.written

    def agrees_with(self, other: "Quantity") -> bool:
        """The same number, and not of another kind where both name one."""
        return any(
            self._is_worth(mine, theirs, other)
            and ((kind == their_kind != BARE) or not (kind and their_kind))
            for mine, kind in self.forms
            for theirs, their_kind in other.forms
        )

    def _is_worth(self, mine: Decimal, theirs: Decimal, other: "Quantity") -> bool:
        """Whether two values are the same; that of a fraction at the precision of a value that is none."""
        if self.fraction == other.fraction:
            return mine == theirs
        return _rounded(mine, theirs) == theirs if self.fraction else mine == _rounded(theirs, mine)

    def comparable_to(self, other: "Quantity") -> bool:
        """Whether both name a kind, and one and the same."""
        return bool({kind for _, kind in self.forms} & {kind for _, kind in other.forms} - {"", BARE})


def quantities(text: str) -> list[Quantity]:
    """The quantities in a text, in figures or in words. Digits inside a name (GPT-4, LLaMA2) are none."""
    return placed_quantities(plain_text(text))


def figures(text: str) -> list[Quantity]:
    """The quantities that a text writes in figures."""
    return list(_in_figures(_unnamed(_ready(in_plain_figures(text)))))


def plain_text(text: str) -> str:
    """The text that places of quantities are counted in: plain figures for all numbers."""
    return with_words_as_figures(_ready(in_plain_figures(text)))


def placed_quantities(plain: str) -> list[Quantity]:
    """The quantities of a text that `plain_text` gave, in order."""
    unnamed = _unnamed(plain)
    return sorted([*_in_figures(unnamed, plain), *_idioms(unnamed)], key=lambda quantity: quantity.start)


def missing_quantities(claim: str, sources: str) -> list[Quantity]:
    """The quantities of a claim that its sources lack."""
    claimed = quantities(claim)
    if not claimed:
        return []
    plain = plain_text(sources)
    known = [*placed_quantities(plain), *_in_names(plain), *_counted_parts(plain)]
    missing = [quantity for quantity in claimed if not any(quantity.agrees_with(other) for other in known)]
    named = runs(sources) if any(quantity.name for quantity in missing) else set()
    return [quantity for quantity in missing if quantity.name not in named or not quantity.name]


def _ready(plain: str) -> str:
    return _FACTOR_FIRST.sub(r"\1x", _TWO_WORDS.sub("percent", plain))


def _unnamed(plain: str) -> str:
    """The text with a blank for each letter and digit of a name that holds digits, of (1) and of Fig. 1."""
    without_items = _ENUMERATOR.sub(_blank, plain)
    return _NAME.sub(lambda found: _blank(found) if _DIGITS.search(found[0]) else found[0], without_items)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"\w", "_", found[0])


def _in_names(plain: str) -> Iterator[Quantity]:
    for name in _NAME.finditer(plain):
        for number, suffix in _DIGITS.findall(name[0]):
            power = _SUFFIXES.get(suffix.casefold(), 0)
            yield Quantity(name[0], ((Decimal(number), ""), (_scaled(Decimal(number), power), "")))


def _counted_parts(plain: str) -> Iterator[Quantity]:
    """The fraction that "9 of 10" is, and the two numbers that 9/10 is made of."""
    for of in _OF.finditer(plain):
        yield Quantity(of[0], _forms(f"{of[1]}/{of[2]}", "", "", glued=False)[0], fraction=True)
    for fraction in _FRACTION.finditer(plain):
        for number in fraction.groups():
            yield Quantity(fraction[0], ((Decimal(number), ""),))


def _in_figures(unnamed: str, plain: str = "") -> Iterator[Quantity]:
    for found in _FIGURE.finditer(unnamed):
        unit, noun = found["unit"] or "", found["noun"] or ""
        in_range = None if unit else _RANGE.match(unnamed, found.end())
        glued = found.end("number") == found.start("unit")
        if glued and not in_range and not _measures(unit):
            continue
        unit = in_range[1] if in_range else unit
        of = _counted(unnamed, (in_range or found).end("unit"))
        forms, measured = _forms(found["number"], unit, noun, glued=glued or bool(in_range), of=of)
        end = found.end("unit") if measured and not in_range else found.end("number")
        before = _WORD_BEFORE.search(plain[: found.start()])
        name = folded(f"{before[1]}{found['number']}") if before else ""
        written = found["number"] + (in_range[1] if in_range else unnamed[found.end("number") : end])
        fraction = "/" in found["number"]
        yield Quantity(written, forms, found.start(), found.end("number"), name, fraction)


def _idioms(plain: str) -> Iterator[Quantity]:
    """The numbers that stand in a word, but for those of a name: Half Fine-Tuning."""
    for found in _IDIOM.finditer(plain):
        if found[0][0].isupper() and _CAPITAL_NEXT.match(plain, found.end()):
            continue
        forms = list(_IDIOMS.values())[(found.lastindex or 1) - 1]
        pairs = tuple((Decimal(form.rstrip("%x")), form.lstrip("0123456789.")) for form in forms.split())
        yield Quantity(found[0], pairs, found.start(), found.end())


def _counted(plain: str, place: int) -> str:
    """The kind of what stands at a place, or a word or two after it; empty where it is none of the known."""
    found = _COUNTED_IN_MILLIONS.match(plain, place) if place > 0 else None
    return (found.lastgroup or "") if found else ""


def _rounded(fraction: Decimal, other: Decimal) -> Decimal:
    """A fraction with as many decimal places as another value has."""
    exponent = other.as_tuple().exponent
    places = min(int(exponent), 0) if isinstance(exponent, int) else 0
    return round(fraction, -places)


def _forms(number: str, unit: str, noun: str, *, glued: bool, of: str = "") -> tuple[tuple[Form, ...], bool]:
    """The forms of a figure, and whether the word after it is part of it."""
    value, fraction = _value(number)
    power = _power(unit, glued=glued)
    if power:
        size, kind = _unit(noun, number, glued=False)
        return (((_scaled(value, power) * size).normalize(), kind or of),), True
    size, kind = _unit(unit, number, glued=glued)
    if kind:
        as_written = ((value, BARE),) if size != 1 else ()
        return (((value * size).normalize(), kind), *as_written), True
    if fraction is not None:
        return ((fraction, "%"), ((fraction / 100).normalize(), "")), False
    counts = unit and value == value.to_integral_value() and unit.casefold() not in FUNCTION_WORDS
    return ((value.normalize(), COUNTED if counts else ""),), False


def _value(number: str) -> tuple[Decimal, Decimal | None]:
    """What a figure is worth, and as a share of a hundred where it is a fraction."""
    number = number.replace(",", "").replace(" ", "").casefold()
    if "/" in number:
        upper, lower = map(Decimal, number.split("/"))
        share = (100 * upper / lower).normalize() if lower else None
        return upper, share
    if "^" in number:
        head, _, power = number.partition("10^")
        return _scaled(Decimal(head.rstrip("x") or 1), int(power)), None
    return Decimal(number), None


def _measures(unit: str) -> bool:
    """Whether letters that are glued to a number are a unit; else both are a name, such as 3D or 5HT."""
    return bool(_power(unit, glued=True) or _unit(unit, "", glued=True)[1] or unit.casefold() == "s")


def _power(unit: str, *, glued: bool) -> int:
    """The power of ten that a word after a number stands for: 6 of million, of an M that is glued to it."""
    if unit == "t":
        return 0
    if glued or unit in {"M", "B", "K"}:
        return _SUFFIXES.get(unit.casefold(), 0) or _SCALES.get(unit.casefold(), 0)
    return _SCALES.get(unit.casefold(), 0)


def _unit(word: str, number: str, *, glued: bool) -> Form:
    """The size and the kind of a unit; of kind "" where the word is none."""
    if word == "s" and glued and len(number) == _DECADE:
        return Decimal(1), ""
    singular = word.casefold().removesuffix("s") if len(word) > _LONGEST_SYMBOL else word.casefold()
    none = Decimal(1), ""
    if word in _UNITS or (
        len(word) <= _LONGEST_SYMBOL and word not in {"x", "X"} and singular not in {"day", "sec"}
    ):
        return _UNITS.get(word, none)
    return _UNITS.get(word.casefold(), _UNITS.get(singular, none))


def _scaled(value: Decimal, power: int) -> Decimal:
    return (value * Decimal(10) ** power).normalize()
