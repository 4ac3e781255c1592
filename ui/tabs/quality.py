"""The tab of the latest measurements: how good the answers are."""

from collections.abc import Callable

import gradio as gr

from ui.tabs.parts import AT_ONCE

_LOOKS = """
element.addEventListener("look", () => trigger("input"));
if (document.querySelector("#quality[data-ui-open]")) trigger("input");
"""


class QualityTab:
    """The parts of the tab. To be made inside of `gr.Blocks`."""

    def __init__(self) -> None:
        with gr.Column(elem_id="quality"):
            self.report = gr.HTML(
                "",
                html_template='<div class="report">${value}</div>',
                js_on_load=_LOOKS,
                elem_id="measured",
                apply_default_css=False,
            )

    def connect(self, latest: Callable[[], str]) -> None:
        """Show the latest report whenever the tab is opened."""
        self.report.input(latest, None, self.report, **AT_ONCE)
