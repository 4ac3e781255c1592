"""Which papers are wanted: by year, venue and author."""

import re
from dataclasses import dataclass
from typing import Self

from corpus.errors import FilterError

_YEARS = re.compile(r"(\d{1,4})?\s*([-–]?)\s*(\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a paper must be to be wanted. What is left out does not matter; a paper without it is not wanted.

    Attributes:
        first_year: no earlier.
        last_year: no later.
        venue: its words stand in the paper's venue, in any order.
        author: its words stand in the name of one author; a single letter is an initial.
    """

    first_year: int | None = None
    last_year: int | None = None
    venue: str = ""
    author: str = ""

    @classmethod
    def of(
        cls, *, year: int | str | None = None, venue: str | None = None, author: str | None = None
    ) -> Self:
        """The filters as a person gives them.

        Args:
            year: "2020", "2020-2024", "2020-" or "-2024".
            venue: words of the venue; case and accents do not matter.
            author: a name, or a part of it; the same.

        Raises:
            FilterError: the year is none, or a filter holds no word.
        """
        first, last = (None, None) if year is None else _years(str(year))
        for name, text in (("venue", venue), ("author", author)):
            if text is not None and not any(map(str.isalnum, text)):
                raise FilterError(f"The {name} {text!r} holds no word.", remedy="Give a part of its name.")
        return cls(first, last, venue or "", author or "")

    def __bool__(self) -> bool:
        """Whether there is anything that a paper must be."""
        return self != EVERYTHING


EVERYTHING = Filters()


def _years(text: str) -> tuple[int | None, int | None]:
    match = _YEARS.fullmatch(text.strip())
    first, dash, last = match.groups() if match else (None, "", None)
    if (first is None and last is None) or (first and last and not dash):
        raise FilterError(f"{text!r} is not a year.", remedy="Write it as 2020, 2020-2024, 2020- or -2024.")
    if not dash:
        last = first
    if first and last and int(first) > int(last):
        raise FilterError(
            f"{text!r} ends before it begins.", remedy=f"Write it as {last}-{first}, the earlier year first."
        )
    return (int(first) if first else None, int(last) if last else None)
