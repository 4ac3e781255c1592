"""The templates, and what they may call. They escape whatever is filled in, and nothing switches that off."""

from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from rag.libraries import ALL
from ui.cards import mark_name, marked_abstract
from ui.prose import tail
from ui.references import copy_text, host, imprint, web_address
from ui.status import counted, duration


def rendered(template: str, **values: object) -> str:
    """A template, filled in."""
    return _environment().get_template(template).render(**values)


def library_label(name: str) -> str:
    """A library's name, for people; one name stands for all libraries together."""
    return "All libraries" if name == ALL else name


def spent(timings: Mapping[str, float], steps: Sequence[str]) -> float | None:
    """The seconds that some steps took together; None when none of them was measured."""
    taken = [timings[step] for step in steps if step in timings]
    return sum(taken) if taken else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ui"),
        auto_reload=False,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    shown = (
        *(copy_text, counted, duration, host, imprint, library_label),
        *(mark_name, marked_abstract, spent, tail, web_address),
    )
    environment.filters |= {function.__name__: function for function in shown}
    return environment
