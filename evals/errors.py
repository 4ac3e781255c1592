"""The errors of measuring. The whole tree is drawn in `corpus.errors`."""

from corpus.errors import FootnoteError


class EvaluationError(FootnoteError):
    """A run that cannot be started, continued or read."""
