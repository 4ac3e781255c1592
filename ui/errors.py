"""The errors of the screens. The whole tree is drawn in `corpus.errors`."""

from corpus.errors import FootnoteError


class PortsTakenError(FootnoteError):
    """There is no free port to serve the page on."""


class AccessError(FootnoteError):
    """It cannot be settled who may open the page."""
