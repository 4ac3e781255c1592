"""Values as HTML. The templates escape whatever is filled in, and nothing switches that off."""

from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from ui.cards import mark_name, marked_abstract, uncited
from ui.conversation import Turn
from ui.preparation import Preparing
from ui.prose import paragraphs, refusal_pieces, tail
from ui.references import copy_text, host, imprint, web_address
from ui.status import counted, status_parts

STEPS = {
    "rewrite": "question",
    "retrieve": "search",
    "answerable": "weighing",
    "first_token": "first word after",
    "verify": "checking",
}
"""What the steps of an answer are called on the page, where their own names would not do."""


def turn_html(turn: Turn, index: int, papers: int | None = None) -> str:
    """A turn of the conversation.

    Args:
        turn: what to show.
        index: its position in the conversation, from 0.
        papers: how many papers are searched, where that is known.
    """
    return _render(
        "turn.html",
        turn=turn,
        index=index,
        status=status_parts(turn, papers),
        paragraphs=paragraphs(turn.answer) if turn.answer else (),
        mentions=refusal_pieces(turn),
    )


def sources_html(turn: Turn, index: int) -> str:
    """The papers beside a turn: the cited ones as cards, then the others."""
    return _render("sources.html", turn=turn, index=index, uncited=uncited(turn))


def welcome_html(suggestions: Sequence[str] = ()) -> str:
    """The empty page, with questions to start with."""
    return _render("welcome.html", suggestions=suggestions)


def masthead_html(library: str, papers: int) -> str:
    """The top of the page: which library, and how many papers."""
    return _render("masthead.html", library=library, papers=papers)


def tabs_html(tabs: Mapping[str, str]) -> str:
    """The tabs to choose from, the first of them open.

    Args:
        tabs: for the name of each tab, the id of its panel.
    """
    return _render("tabs.html", tabs=tabs)


def banner_html(preparing: Preparing, message: str) -> str:
    """The thin line that tells what is still being loaded; empty when there is nothing to tell."""
    return _render("banner.html", preparing=preparing, message=message)


def duration(seconds: float) -> str:
    """Seconds for people: milliseconds below one second."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


def step(name: str) -> str:
    """The name of a step for people."""
    return STEPS.get(name, name.replace("_", " "))


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ui"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    shown = (copy_text, counted, duration, host, imprint, mark_name, marked_abstract, step, tail, web_address)
    environment.filters |= {function.__name__: function for function in shown}
    return environment
