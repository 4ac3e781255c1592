"""The tab where a text of one's own is held against the papers."""

import gradio as gr


class CheckTab:
    """The parts of the tab. To be made inside of `gr.Blocks`."""

    def __init__(self) -> None:
        with gr.Column(elem_id="check", elem_classes="panel"):
            gr.HTML("", apply_default_css=False)
