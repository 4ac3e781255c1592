"""The group of commands, each of which ends in a sentence when it cannot go on."""

from typing import Any

from typer.core import TyperGroup

from ui.terminal.ending import ending_in_a_sentence


class SentenceGroup(TyperGroup):
    """Commands whose errors are one line on the error stream and an exit status.

    Whatever runs the group, a test too, meets the sentence and the status, and no `FootnoteError`.
    """

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer brings its own kind of context
        """Run the command that was named."""
        with ending_in_a_sentence():
            return super().invoke(ctx)
