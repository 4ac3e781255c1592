"""Values as the HTML of the page's parts."""

from collections.abc import Mapping, Sequence

from corpus.listing import Listed, Listing
from rag.values import CheckedClaim
from ui.assistant import Assistant, Papers
from ui.cards import uncited
from ui.conversation import Turn
from ui.conversations.store import Entry
from ui.feedback import REASONS
from ui.preparation import Preparing
from ui.prose import paragraphs, refusal_pieces
from ui.reports import Report
from ui.status import status_parts
from ui.templating import rendered

VERDICTS = {"supported": "Supported", "contradicted": "Contradicted", "unsupported": "Not found"}
"""What the verdicts of a check are called on the page, the best first."""
ORDERS = {"latest": "Latest additions", "newest": "Newest first", "title": "By title"}
BALANCED = 0.5
STRICTNESS = (
    (0.25, "Lenient", "answer where there is a fair chance."),
    (0.5, "Balanced", "answer where the abstracts probably say it."),
    (0.75, "Strict", "refuse when in doubt."),
)
REFUSALS_SHOWN = 20


def turn_html(turn: Turn, index: int, papers: int | None = None) -> str:
    """A turn of the conversation.

    Args:
        turn: what to show.
        index: its position in the conversation, from 0.
        papers: how many papers are searched, where that is known.
    """
    return rendered(
        "turn.html",
        turn=turn,
        index=index,
        status=status_parts(turn, papers),
        paragraphs=paragraphs(turn.answer) if turn.answer else (),
        mentions=refusal_pieces(turn),
        reasons=REASONS,
    )


def sources_html(turn: Turn, index: int) -> str:
    """The papers beside a turn: the cited ones as cards, then the others."""
    return rendered("sources.html", turn=turn, index=index, uncited=uncited(turn))


def welcome_html(suggestions: Sequence[str] = ()) -> str:
    """The empty page, with questions to start with."""
    return rendered("welcome.html", suggestions=suggestions)


def masthead_html(library: str, papers: int) -> str:
    """The top of the page: which library, and how many papers."""
    return rendered("masthead.html", library=library, papers=papers)


def shell_html() -> str:
    """The outline of the page, which is seen until the page is there."""
    return rendered("shell.html")


def tabs_html(tabs: Mapping[str, str]) -> str:
    """The tabs to choose from, the first of them open.

    Args:
        tabs: for the name of each tab, the id of its panel.
    """
    return rendered("tabs.html", tabs=tabs)


def banner_html(preparing: Preparing, message: str) -> str:
    """The thin line that tells what is still being loaded; empty when there is nothing to tell."""
    return rendered("banner.html", preparing=preparing, message=message)


def books_html(names: Sequence[str], library: Papers, listing: Listing, listed: Listed) -> str:
    """A library to look through.

    Args:
        names: the libraries that can be chosen.
        library: the one that is.
        listing: what is looked for.
        listed: what was found.
    """
    values = {"names": names, "library": library, "years": library.years(), "orders": ORDERS}
    return rendered("books.html", listing=listing, listed=listed, **values)


def shelf_html(names: Sequence[str], assistant: Assistant) -> str:
    """Several libraries that are asked together, to choose one to look through.

    Args:
        names: the libraries that can be chosen.
        assistant: of those that are asked.
    """
    return rendered("shelf.html", names=names, assistant=assistant)


def adding_html(task: str, done: int = 0, total: int = 0) -> str:
    """How far the adding of papers is; a total of 0 is not known."""
    return rendered("adding.html", task=task, done=done, total=total)


def added_html(summary: object = None, *, word: str = "", error: str = "") -> str:
    """What became of files that were added, or one sentence."""
    return rendered("added.html", summary=summary, word=word, error=error, most=REFUSALS_SHOWN)


def claim_html(claim: CheckedClaim) -> str:
    """A sentence that was checked, with what it rests on."""
    return rendered("claim.html", claim=claim, verdicts=VERDICTS)


def tally_html(claims: Sequence[CheckedClaim], *, running: bool = False, error: str = "") -> str:
    """How the check of a text stands."""
    return rendered("tally.html", claims=claims, running=running, error=error, verdicts=VERDICTS)


def quality_html(report: Report | None) -> str:
    """The latest report, or how to make one."""
    return rendered("quality.html", report=report)


def settings_html(model: str, strictness: float | None) -> str:
    """What is in use, and what can be chosen."""
    return rendered(
        "settings.html",
        model=model,
        strictness=BALANCED if strictness is None else strictness,
        steps=STRICTNESS,
    )


def entries_html(entries: Sequence[Entry], query: str = "") -> str:
    """The kept conversations, as a list to choose from; `query` is what was looked for."""
    return rendered("entries.html", entries=entries, query=query)


def recent_html(entries: Sequence[Entry]) -> str:
    """The latest conversations, to go on with."""
    return rendered("recent.html", entries=entries)


def tools_html(formats: Mapping[str, str]) -> str:
    """What one does with conversations; `formats` names each format of an export for people."""
    return rendered("tools.html", formats=formats)
