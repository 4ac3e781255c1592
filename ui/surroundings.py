"""What stands around the tabs: the library in use, what is still being loaded, and the settings."""

from typing import Any, NamedTuple

import gradio as gr

from ui.assistant import Assistant, Readiness
from ui.render import banner_html, masthead_html, settings_html, welcome_html
from ui.shelf import Choice, Shelf, choice_of


class Surroundings(NamedTuple):
    """What stands around the tabs; the timer runs while that may change by itself."""

    masthead: str
    welcome: str
    banner: str
    settings: str
    timer: dict[str, Any]


class Lookout:
    """Tells what stands around, for the library that a visitor chose.

    Args:
        shelf: the libraries.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._suggested: dict[str, tuple[int, tuple[str, ...]]] = {}

    def look_around(self, choice: Any) -> Surroundings:  # noqa: ANN401
        """Tell what the assistant can do by now."""
        chosen = choice_of(choice)
        prepared = self._shelf.chosen(chosen)
        assistant, now = prepared.assistant, prepared.preparation.now
        ready = assistant.readiness
        return Surroundings(
            masthead_html(assistant.name, assistant.papers),
            welcome_html(self._suggestions(assistant)),
            banner_html(now, "" if ready.search and ready.model else ready.message),
            settings_html(_model(ready), chosen["strictness"]),
            gr.update(active=now.running),
        )

    def prepare_again(self, choice: Any) -> Surroundings:  # noqa: ANN401
        """Begin the preparation again after an error."""
        self._shelf.chosen(choice_of(choice)).preparation.start()
        return self.look_around(choice)

    def be_strict(self, choice: Any, event: gr.EventData) -> Choice:  # noqa: ANN401
        """Remember how strict a refusal shall be."""
        chosen = choice_of(choice)
        return choice_of(Choice(library=chosen["library"], strictness=float(event.strictness)))

    def _suggestions(self, assistant: Assistant) -> tuple[str, ...]:
        """Questions to start with; made anew once the library has grown or shrunk."""
        name, papers = assistant.name, assistant.papers
        known = self._suggested.get(name)
        if known is None or known[0] != papers:
            known = self._suggested[name] = (papers, assistant.suggestions())
        return known[1]


def _model(ready: Readiness) -> str:
    return ready.model_name if ready.model else "none: answers are quotations"
