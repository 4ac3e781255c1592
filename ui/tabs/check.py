"""The tab where a text of one's own is held against the papers."""

import gradio as gr

from ui.checking import Checking
from ui.tabs.parts import AT_ONCE, QUIET, html, stack

CHECKS_AT_ONCE = 8


class CheckTab:
    """The parts of the tab. To be made inside of `gr.Blocks`."""

    def __init__(self) -> None:
        with gr.Column(elem_id="check"):
            with gr.Column(elem_id="draft"):
                html("check-head", _HEAD)
                self.text = gr.Textbox(
                    placeholder="Paste a paragraph, an abstract, a related-work section …",
                    label="The text to check",
                    show_label=False,
                    container=False,
                    lines=9,
                    max_lines=22,
                    elem_id="text",
                )
                with gr.Row(elem_id="check-buttons"):
                    self.begin = gr.Button("Check", variant="primary", elem_id="begin")
                    self.stop = gr.Button("Stop", elem_id="halt")
            with gr.Column(elem_id="verdicts"):
                self.tally = html("tally", "")
                self.claims = stack("claims", "Sentences and their verdicts")

    def connect(self, checking: Checking, choice: gr.BrowserState) -> None:
        """Wire the parts to what answers them.

        Args:
            checking: answers.
            choice: which library the text is held against.
        """
        running = self.begin.click(
            checking.go_through,
            [self.text, choice],
            [self.claims, self.tally],
            **QUIET,
            concurrency_limit=CHECKS_AT_ONCE,
        )
        self.stop.click(checking.stop, None, self.tally, cancels=[running], **AT_ONCE)


_HEAD = """<h2>Does it stand in the papers?</h2>
<p>Each sentence of a text is held against the abstracts of the library, and shown with the sentences that
say so, or that say otherwise.</p>"""
