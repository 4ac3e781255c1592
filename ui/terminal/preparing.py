"""The assistant behind the web page, whose preparation the terminal tells of too."""

from corpus.errors import FootnoteError
from corpus.library import Library
from rag.assistant import Assistant
from rag.progress import Progress, Report, unreported
from rag.settings import Settings
from ui.terminal.output import Output
from ui.terminal.progress import Display
from ui.terminal.serving import in_background


class AnnouncedAssistant(Assistant):
    """An assistant that shows its preparation in the terminal, beside wherever else it is reported.

    Args:
        library: the papers.
        settings: which models.
        display: where progress is shown.
    """

    def __init__(self, library: Library, *, settings: Settings, display: Display) -> None:
        super().__init__(library, settings=settings)
        self._display = display

    def prepare(self, report: Report = unreported) -> None:
        """Make everything ready, and say in the end what is, or what is not and why."""

        def tell_both(progress: Progress) -> None:
            report(progress)
            self._display(progress)

        message = ""
        try:
            super().prepare(tell_both)
            message = self.readiness.message
            in_background(self.library.read_ahead, _unheard)
        except FootnoteError as error:
            message = str(error)
            raise
        finally:
            self._display.clear()
            Output(stderr=True).write(message)


def _unheard(_: FootnoteError) -> None:
    """What was not read ahead is read when it is asked for, and an error told then."""
