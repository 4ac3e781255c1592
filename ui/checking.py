"""What happens when a person has a text checked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.errors import FootnoteError
from ui.frames import Sections
from ui.render import claim_html, tally_html
from ui.shelf import Shelf, choice_of

if TYPE_CHECKING:
    from rag.values import CheckedClaim

LONGEST_TEXT = 100_000
TOO_LONG = "The text has {:,} characters; at most {:,} are checked here. `footnote check` takes longer ones."


class Checked(NamedTuple):
    """What one moment of a check changes on the page."""

    claims: Sections
    tally: str


class Checking:
    """The page's answer to a text that is to be checked.

    Args:
        shelf: the libraries.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def go_through(self, text: str, choice: Any) -> Iterator[Checked]:  # noqa: ANN401
        """Each sentence of a text with its verdict, as soon as there is one."""
        if not text.strip():
            yield Checked(Sections(keep=0, html=""), tally_html((), error="Paste a text first."))
        elif len(text) > LONGEST_TEXT:
            error = TOO_LONG.format(len(text), LONGEST_TEXT)
            yield Checked(Sections(keep=0, html=""), tally_html((), error=error))
        else:
            yield from self._moments(text, choice)

    def stop(self) -> str:
        """What stands below a check that was stopped."""
        return tally_html((), error="Stopped. The sentences above were checked.")

    def _moments(self, text: str, choice: Any) -> Iterator[Checked]:  # noqa: ANN401
        claims: list[CheckedClaim] = []
        yield Checked(Sections(keep=0, html=""), tally_html(claims, running=True))
        try:
            for claim in self._shelf.chosen(choice_of(choice)).assistant.check_each(text):
                claims.append(claim)
                html = Sections(keep=len(claims) - 1, html=claim_html(claim))
                yield Checked(html, tally_html(claims, running=True))
        except FootnoteError as error:
            yield Checked(Sections(keep=len(claims), html=""), tally_html(claims, error=str(error)))
            return
        word = "" if claims else "There is no sentence in this text."
        yield Checked(Sections(keep=len(claims), html=""), tally_html(claims, error=word))
