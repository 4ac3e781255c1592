"""Quantities in their normal form, so that 1.8X, 1.8× and 1.8 times are one."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rag.text import normalised

_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+"
_UNIT = (
    r"\\?%|percent(?:age points?)?|per cent|[x×](?!\w)|times(?!\w)|-?fold|[kmb](?!\w)"
    r"|thousand|million|billion|trillion"
)
_QUANTITY = re.compile(
    rf"(?<![\w.])(?<![A-Za-z]-)(?P<number>{_NUMBER})(?:\s|-)?(?P<unit>{_UNIT})?", re.IGNORECASE
)
_IN_WORDS = {
    "half": ("50", "%"), "halves": ("50", "%"), "halved": ("50", "%"), "halving": ("50", "%"),
    "twice": ("2", "x"), "double": ("2", "x"), "doubles": ("2", "x"), "doubled": ("2", "x"),
    "doubling": ("2", "x"), "thrice": ("3", "x"), "triple": ("3", "x"), "triples": ("3", "x"),
    "threefold": ("3", "x"), "twofold": ("2", "x"), "tenfold": ("10", "x"), "quarter": ("25", "%"),
    "one": ("1", ""), "two": ("2", ""), "three": ("3", ""), "four": ("4", ""), "five": ("5", ""),
    "six": ("6", ""), "seven": ("7", ""), "eight": ("8", ""), "nine": ("9", ""), "ten": ("10", ""),
    "eleven": ("11", ""), "twelve": ("12", ""), "thirteen": ("13", ""), "fourteen": ("14", ""),
    "fifteen": ("15", ""), "sixteen": ("16", ""), "twenty": ("20", ""), "thirty": ("30", ""),
    "forty": ("40", ""), "fifty": ("50", ""), "hundred": ("100", ""),
}  # fmt: skip
_SCALE = {"k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "billion": 9, "trillion": 12}


@dataclass(frozen=True)
class Quantity:
    """A number and its kind: "%" for shares, "x" for factors, "" for all else; magnitudes are worked in."""

    value: Decimal
    kind: str

    def __str__(self) -> str:
        return f"{self.value:f}{self.kind}"

    def agrees_with(self, other: "Quantity") -> bool:
        """The same number, and not of another kind where both name one."""
        return self.value == other.value and (self.kind == other.kind or not (self.kind and other.kind))


def quantities(text: str) -> list[Quantity]:
    """The quantities in a text, in figures or in words. Digits inside a name (GPT-4, LLaMA2) are none."""
    plain = normalised(text).replace("×", "x").replace("$", "")
    in_figures = [_quantity(found["number"], found["unit"] or "") for found in _QUANTITY.finditer(plain)]
    in_words = [
        Quantity(Decimal(value), kind)
        for word in re.findall(r"[a-z]+", plain.casefold())
        for value, kind in [_IN_WORDS.get(word, ("", ""))]
        if value
    ]
    return in_figures + in_words


def figures(text: str) -> list[Quantity]:
    """The quantities that a text writes in figures."""
    plain = normalised(text).replace("×", "x").replace("$", "")
    return [_quantity(found["number"], found["unit"] or "") for found in _QUANTITY.finditer(plain)]


def missing_quantities(claim: str, sources: str) -> list[Quantity]:
    """The quantities of a claim that its sources lack."""
    known = quantities(sources)
    return [
        quantity for quantity in quantities(claim) if not any(quantity.agrees_with(other) for other in known)
    ]


def _quantity(number: str, unit: str) -> Quantity:
    value = Decimal(number.replace(",", ""))
    unit = unit.casefold().strip("\\-")
    if unit in _SCALE:
        return Quantity((value * 10 ** _SCALE[unit]).normalize(), "")
    if unit in {"%", "percent", "per cent"} or unit.startswith("percentage"):
        return Quantity(value.normalize(), "%")
    return Quantity(value.normalize(), "x" if unit in {"x", "times", "fold"} else "")
