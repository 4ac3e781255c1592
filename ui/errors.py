"""The errors of the screens. The whole tree is drawn in `corpus.errors`."""

from corpus.errors import FootnoteError


class PortsTakenError(FootnoteError):
    """There is no free port to serve the page on."""


class AccessError(FootnoteError):
    """It cannot be settled who may open the page."""


class ConversationsError(FootnoteError):
    """The file of the kept conversations cannot be used."""


class ConversationGoneError(ConversationsError):
    """There is no such conversation, or it is another user's."""


class UnknownExportError(FootnoteError):
    """There is no such format to export to."""


class FeedbackError(FootnoteError):
    """An opinion on an answer cannot be kept."""
